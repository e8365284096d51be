import type { Card } from "./read-card";

export type ChargeStatus = "succeeded" | "requires_action" | "failed";

export type Charge = {
  readonly id: string;
  readonly status: ChargeStatus;
  readonly reference: string;
  readonly amount_minor: string;
  readonly currency: string;
  readonly description: string;
  readonly merchant: string;
  readonly card: Card;
  readonly idempotency_key: string;
  readonly saves_method: boolean;
  readonly created_at: string;
  readonly updated_at: string;
  readonly decline_code?: string;
  readonly payment_method_id?: string;
  readonly action_url?: string;
  readonly return_url?: string;
  readonly session_id?: string;
  /** What of it was given back. */
  readonly refunded_minor?: string;
  /** What of it its payer's bank has taken back. */
  readonly disputed_minor?: string;
};

/** What of a charge the merchant still has. */
export function leftOf({ amount_minor, refunded_minor, disputed_minor }: Charge): bigint {
  return BigInt(amount_minor) - BigInt(refunded_minor ?? "0") - BigInt(disputed_minor ?? "0");
}

export type PaymentMethod = {
  readonly id: string;
  readonly card: Card;
  readonly created_at: string;
  /** Given up by the merchant: it cannot be charged any more. */
  readonly detached_at?: string;
};

function cardView({ brand, last4, exp_month, exp_year }: Card) {
  return { brand, last4, exp_month, exp_year };
}

/** A card that is kept: its fingerprint tells whether two of them are one card. */
export function methodView(id: string, card: Card) {
  return { id, ...cardView(card), ...(card.fingerprint ? { fingerprint: card.fingerprint } : {}) };
}

/** The charge as it goes over the wire, into the printed book and into webhooks. */
export function chargeView(charge: Charge) {
  const { card, payment_method_id, decline_code, action_url, status } = charge;
  return {
    id: charge.id,
    status,
    reference: charge.reference,
    amount_minor: charge.amount_minor,
    currency: charge.currency,
    refunded_minor: charge.refunded_minor ?? "0",
    disputed_minor: charge.disputed_minor ?? "0",
    description: charge.description,
    ...(decline_code ? { decline_code } : {}),
    ...(action_url && status === "requires_action" ? { action_url } : {}),
    card: cardView(card),
    ...(payment_method_id ? { payment_method: methodView(payment_method_id, card) } : {}),
    idempotency_key: charge.idempotency_key,
    created_at: charge.created_at,
    updated_at: charge.updated_at,
  };
}

export type ChargeView = ReturnType<typeof chargeView>;
