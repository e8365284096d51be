import { methodView } from "./charge";
import type { Card } from "./read-card";

export type CardSetup = {
  readonly id: string;
  readonly status: "open" | "requires_action" | "saved";
  readonly reference: string;
  readonly merchant: string;
  readonly return_url: string;
  readonly cancel_url: string;
  readonly created_at: string;
  /** The card that waits for its bank, or the one that was kept. */
  readonly card?: Card;
  readonly payment_method_id?: string;
  readonly decline_code?: string;
};

export function setupView({ id, status, reference, card, payment_method_id, created_at }: CardSetup) {
  return {
    id,
    status,
    reference,
    created_at,
    ...(card && payment_method_id ? { payment_method: methodView(payment_method_id, card) } : {}),
  };
}
