import type { Charge } from "./charge";
import { type Gateway, newId } from "./gateway";
import type { Card } from "./read-card";
import { settleCharge } from "./settle-charge";
import type { CardBehavior } from "./test-cards";

export type ChargeIntent = {
  readonly reference: string;
  readonly amount_minor: string;
  readonly currency: string;
  readonly description: string;
  readonly merchant: string;
  readonly card: Card;
  readonly idempotency_key: string;
  readonly saves_method: boolean;
  readonly payment_method_id?: string;
  readonly return_url?: string;
  readonly session_id?: string;
};

function decide(behavior: CardBehavior, isSavedMethod: boolean) {
  switch (behavior.kind) {
    case "asks":
      return { status: "requires_action" } as const;
    case "declines":
      return { status: "failed", decline_code: behavior.code } as const;
    case "declines_when_saved":
      return isSavedMethod
        ? ({ status: "failed", decline_code: behavior.code } as const)
        : ({ status: "succeeded" } as const);
    default:
      return { status: "succeeded" } as const;
  }
}

/** Asks the bank. The caller has made sure, in the same tick, that the reference has not succeeded before. */
export function startCharge(gateway: Gateway, intent: ChargeIntent) {
  const id = newId("ch");
  const at = gateway.now().toISOString();
  const outcome = decide(intent.card.behavior, intent.payment_method_id !== undefined);
  const actionUrl = `${gateway.origin}/gateway/challenge/${id}`;
  const charge: Charge = {
    ...intent,
    id,
    status: "requires_action",
    created_at: at,
    updated_at: at,
    ...(outcome.status === "requires_action" ? { action_url: actionUrl } : {}),
  };
  return settleCharge(gateway, charge, outcome);
}
