import type { DeclineReason } from "../core/decline-reason";

export type CardOnFile = {
  readonly gatewayMethodId: string;
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  /** The same for the same card, where the gateway tells. */
  readonly fingerprint: string | null;
};

/** What a payer knows a card by. */
export type UsedCard = { readonly brand: string; readonly last4: string };

export type ChargeRequest = {
  /** Our payment id: the gateway's reference and idempotency key at once. */
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** From card fields, used once; or else the gateway's id of a card on file. */
  readonly methodToken: string | null;
  readonly savedMethodId: string | null;
  /** Whether a card given by token stays on file: only where the payer agreed to that. */
  readonly keepsCard: boolean;
  readonly description: string;
  readonly returnUrl: string;
};

export type ChargeOutcome =
  | {
      readonly status: "succeeded";
      readonly chargeId: string;
      /** Kept at the gateway for later charges, where the payer agreed to that. */
      readonly card: CardOnFile | null;
      readonly usedCard?: UsedCard;
    }
  | { readonly status: "requires_action"; readonly chargeId: string; readonly actionUrl: string }
  | {
      readonly status: "failed";
      readonly chargeId: string | null;
      readonly reason: DeclineReason;
      readonly usedCard?: UsedCard;
    }
  /** No answer, or one that cannot be read: whether money moved is to be asked. */
  | { readonly status: "unknown" };

export type FoundCharge = ChargeOutcome | { readonly status: "not_found" };

export type HostedSessionRequest = Omit<ChargeRequest, "methodToken" | "savedMethodId" | "keepsCard"> & {
  readonly cancelUrl: string;
};

export type CardSetupRequest = {
  /** Our id of the setup: the gateway's reference and idempotency key at once. */
  readonly setupId: string;
  readonly returnUrl: string;
  readonly cancelUrl: string;
};

export type FoundCardSetup =
  | { readonly status: "saved"; readonly card: CardOnFile }
  /** Nobody has given a card, or its bank has not approved it. */
  | { readonly status: "open" }
  | { readonly status: "unknown" };

export type RefundRequest = {
  /** Our refund id: the gateway's reference and idempotency key at once. */
  readonly refundId: string;
  readonly chargeId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
};

export type RefundOutcome =
  | { readonly status: "succeeded" | "failed"; readonly gatewayRefundId: string | null }
  /** No answer, or one that cannot be read: whether money went back is to be asked. */
  | { readonly status: "unknown" };

export type FoundRefund = RefundOutcome | { readonly status: "not_found" };

/** What a payer's bank took back of a charge, as it stands now. */
export type ToldDispute = {
  readonly disputeId: string;
  readonly status: "open" | "won" | "lost";
  readonly amountMinor: bigint;
  readonly reason: string;
  /** How long after its opening somebody may answer it; null where the gateway does not tell. */
  readonly respondInDays: number | null;
};

/** News from the gateway: of which payment, and what about it. What came of it is asked. */
export type GatewayEvent = {
  readonly eventId: string;
  readonly paymentId: string;
  readonly news: "charge" | "dispute_opened" | "dispute_won" | "dispute_lost";
};

/** Who moves money for us, in our words. */
export type Gateway = {
  readonly name: string;
  /** The same payment id gives the same charge, however often it is asked. */
  readonly charge: (request: ChargeRequest) => Promise<ChargeOutcome>;
  readonly find: (paymentId: string) => Promise<FoundCharge>;
  readonly cancel: (chargeId: string) => Promise<void>;
  readonly openHostedSession: (request: HostedSessionRequest) => Promise<{ readonly url: string }>;
  /** Nobody can pay on the pages opened for this payment any more, unless somebody just has. */
  readonly closeHostedSession: (paymentId: string) => Promise<"closed" | "paid">;
  /** The gateway's own page that keeps a card, its bank asked where it must be, and charges nothing. */
  readonly openCardSetup: (request: CardSetupRequest) => Promise<{ readonly url: string }>;
  readonly findCardSetup: (setupId: string) => Promise<FoundCardSetup>;
  /** A card on file is given up: nobody can charge it any more. One that is unknown there is no failure. */
  readonly forgetCard: (gatewayMethodId: string) => Promise<void>;
  /** The same refund id gives the same refund, however often it is asked. */
  readonly refund: (request: RefundRequest) => Promise<RefundOutcome>;
  readonly findRefund: (refundId: string) => Promise<FoundRefund>;
  /** All disputes of a payment there ever were; no answer is a failure. */
  readonly listDisputes: (paymentId: string) => Promise<readonly ToldDispute[]>;
  /** An event as it came, once its signature was checked; null where it tells nothing that we know of. */
  readonly readEvent: (body: unknown) => GatewayEvent | null;
  readonly listBook: () => Promise<readonly BookedCharge[]>;
};

/** A line of the gateway's own book, for the comparison with ours. */
export type BookedCharge = {
  readonly chargeId: string;
  readonly paymentId: string;
  readonly status: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** What of it went back. */
  readonly refundedMinor: bigint;
  /** What of it banks took back, but for disputes that were won. */
  readonly disputedMinor: bigint;
};
