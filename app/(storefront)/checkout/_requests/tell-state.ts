import { getTranslations } from "next-intl/server";
import type { CheckoutState } from "@/server/orders";
import type { DeclineReason } from "@/server/payments/core";

// Where the card form can say it beside the field that was wrong.
const fieldOf: Readonly<Partial<Record<DeclineReason, string>>> = {
  wrong_security_code: "code",
  expired_card: "expiry",
  insufficient_funds: "number",
  bank_declined: "number",
};

export const declineWords = async (reason: string): Promise<string> => {
  const t = await getTranslations("declines");
  return t(reason as DeclineReason);
};

/** Where a checkout stands, as its page understands it. */
export const tellState = async (state: CheckoutState, draftId: string) => {
  switch (state.kind) {
    case "paid":
      return { status: "paid", next: `/welcome/${state.orderId}` };
    case "checking":
      return { status: "processing", next: `/checkout/${draftId}/confirm` };
    case "requires_action":
      return { status: "requires_action", next: `/checkout/${draftId}/confirm` };
    case "declined": {
      const field = fieldOf[state.reason as DeclineReason];
      return {
        status: "declined",
        reason: state.reason,
        message: await declineWords(state.reason),
        ...(field ? { field } : {}),
      };
    }
    default:
      return { status: "open", next: `/checkout/${draftId}` };
  }
};
