import { inTransaction, type ServiceContext } from "@/server/platform";
import type { ChargeOutcome, ChargeRequest, Gateway } from "./gateways/gateway";
import { claimCreatedPayments, insertTransitions, type Payment } from "./payments-store";

export type Submission = Pick<ChargeRequest, "description" | "returnUrl" | "keepsCard">;

export type Submitted = { readonly payment: Payment; readonly outcome: ChargeOutcome };

/**
 * Calls the gateway for a payment whose intent is committed. Only the caller that claims it does; others get null. The
 * outcome is not recorded here: what it means is the purpose's affair.
 */
export const submitPayment = async (
  ctx: ServiceContext,
  gateway: Gateway,
  paymentId: string,
  submission: Submission,
): Promise<Submitted | null> => {
  const [payment] = await claimPayments(ctx, [paymentId]);
  if (!payment) return null;
  return { payment, outcome: await chargeAgain(gateway, payment, submission) };
};

/** Those of these payments that nobody has sent yet are the caller's to send, from now on. */
export const claimPayments = (ctx: ServiceContext, ids: readonly string[]): Promise<readonly Payment[]> =>
  inTransaction(ctx, async (inner) => {
    const claimed = await claimCreatedPayments(inner, ids);
    await insertTransitions(
      inner,
      claimed.map((payment) => ({ payment, from: "created", to: "submitted", cause: "request" })),
    );
    return claimed;
  });

/** The same request under the same key: the gateway answers with the charge it has, or makes the one it never saw. */
export const chargeAgain = (gateway: Gateway, payment: Payment, submission: Submission): Promise<ChargeOutcome> =>
  payment.methodToken === null && payment.savedMethodId === null
    ? Promise.resolve({ status: "unknown" })
    : gateway.charge({
        paymentId: payment.id,
        amountMinor: payment.amountMinor,
        currency: payment.currency,
        methodToken: payment.methodToken,
        savedMethodId: payment.savedMethodId,
        ...submission,
      });
