import type { Posting } from "@/server/ledger/core";

export const disputeStates = ["open", "won", "lost"] as const;
export type DisputeState = (typeof disputeStates)[number];

type Disputed = { readonly gateway: string; readonly currency: string; readonly amountMinor: bigint };

/**
 * What a dispute books as it comes to a state. Opened, its money leaves clearing and is in dispute; won, it is back; lost,
 * it is bad debt. The invoice stays paid: the payer did pay it, and is not asked again.
 */
export const disputePostings = ({ gateway, currency, amountMinor }: Disputed, to: DisputeState): Posting[] => {
  const inDispute = (minor: bigint): Posting => ({
    ...{ ledgerAccount: "disputes", detail: gateway, amountMinor: minor, currency },
  });
  const clearing = (minor: bigint): Posting => ({
    ...{ ledgerAccount: "cash_clearing", detail: gateway, amountMinor: minor, currency },
  });
  switch (to) {
    case "open":
      return [inDispute(amountMinor), clearing(-amountMinor)];
    case "won":
      return [clearing(amountMinor), inDispute(-amountMinor)];
    case "lost":
      return [{ ledgerAccount: "bad_debt", detail: "disputes", amountMinor, currency }, inDispute(-amountMinor)];
  }
};

/** The states that a dispute goes through to one that its gateway tells, from the one we know; none where it is known. */
export const disputeMoves = (known: DisputeState | null, told: DisputeState): DisputeState[] => {
  if (known === null) return told === "open" ? ["open"] : ["open", told];
  return known === "open" && told !== "open" ? [told] : [];
};
