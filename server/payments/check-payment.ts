import type { ChargeOutcome, Gateway } from "./gateways/gateway";
import type { Payment } from "./payments-store";
import { chargeAgain, type Submission } from "./submit-payment";

/**
 * Settles an open payment by asking the gateway. One it never heard of is sent again under the same key; one that a
 * hosted page still waits for, or that nobody ever submitted, stays as it is.
 */
export const askGateway = async (
  gateway: Gateway,
  payment: Payment,
  submission: Submission,
): Promise<ChargeOutcome> => {
  const found = await gateway.find(payment.id);
  // On its own page the gateway lets the payer try another card: a declined one is not the end of such a payment.
  if (found.status === "failed" && payment.methodToken === null && payment.savedMethodId === null)
    return { status: "unknown" };
  if (found.status !== "not_found") return found;
  if (payment.state === "submitted" || payment.state === "unknown") return chargeAgain(gateway, payment, submission);
  return { status: "unknown" };
};
