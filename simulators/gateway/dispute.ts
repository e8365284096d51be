export type Dispute = {
  readonly id: string;
  readonly status: "open" | "won" | "lost";
  readonly charge: string;
  readonly reference: string;
  readonly amount_minor: string;
  readonly currency: string;
  readonly reason: string;
  readonly respond_in_days: number;
  readonly opened_at: string;
  readonly decided_at?: string;
};
