export type Refund = {
  readonly id: string;
  readonly status: "succeeded";
  readonly charge: string;
  readonly reference: string;
  readonly amount_minor: string;
  readonly currency: string;
  readonly created_at: string;
};
