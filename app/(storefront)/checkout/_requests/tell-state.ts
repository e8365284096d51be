import type { CheckoutState } from "@/server/orders";
import { declineFieldOf, declineWords } from "./decline-words";

/** Where a checkout stands, as its page understands it. */
export const tellState = async (state: CheckoutState, draftId: string) => {
  switch (state.kind) {
    case "paid":
      return { status: "paid", next: `/welcome/${state.orderId}` };
    case "checking":
      return { status: "processing", next: `/checkout/${draftId}/confirm` };
    case "requires_action":
      return { status: "requires_action", next: `/checkout/${draftId}/confirm` };
    case "declined":
      return {
        status: "declined",
        reason: state.reason,
        message: await declineWords(state.reason),
        ...declineFieldOf(state.reason),
      };
    default:
      return { status: "open", next: `/checkout/${draftId}` };
  }
};
