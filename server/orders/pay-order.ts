import { getAccount, lockAccount } from "@/server/accounts";
import {
  askGateway,
  type ChargeOutcome,
  type GatewayAccess,
  getPayment,
  type OutcomeInput,
  type Payment,
  recordOutcome,
  type Submission,
  submitPayment,
} from "@/server/payments";
import { emitAll, inTransaction, type ServiceContext } from "@/server/platform";
import { completeOrder } from "./complete-order";
import { orderPaymentFailed } from "./events";
import { getOrder, lockOrder, saveOrder } from "./orders-store";

export const paymentDescription = "Alderpost subscription";

/** Where a bank's challenge or a hosted page sends the payer back to. */
export const returnUrlOf = (access: GatewayAccess, orderId: string): string =>
  `${access.appOrigin}/checkout/return/${orderId}`;

const submissionOf = (access: GatewayAccess, payment: Payment): Submission => ({
  description: paymentDescription,
  returnUrl: returnUrlOf(access, payment.purposeId),
  // A card on file is kept already.
  keepsCard: payment.savedMethodId === null,
});

/** Charges a committed payment of an order and settles what came of it. Called in the request, after the commit. */
export const payOrder = async (ctx: ServiceContext, access: GatewayAccess, paymentId: string): Promise<void> => {
  const payment = await getPayment(ctx, paymentId);
  const submitted = await submitPayment(ctx, access.gateway, paymentId, submissionOf(access, payment));
  if (submitted) await settleOrderPayment(ctx, { paymentId, outcome: submitted.outcome, cause: "request" });
};

/** Asks the gateway about an order's open payment and settles what it says. */
export const checkOrderPayment = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  payment: Payment,
  cause: OutcomeInput["cause"] = "check",
): Promise<void> => {
  if (payment.state === "created" && (payment.methodToken ?? payment.savedMethodId) !== null)
    return payOrder(ctx, access, payment.id);
  const outcome = await askGateway(access.gateway, payment, submissionOf(access, payment));
  await settleOrderPayment(ctx, { paymentId: payment.id, outcome, cause });
};

type Settlement = {
  readonly paymentId: string;
  readonly outcome: ChargeOutcome;
  readonly cause: OutcomeInput["cause"];
};

/** One transaction: the payment's outcome, and with it the order's end. Told twice, it happens once. */
export const settleOrderPayment = async (ctx: ServiceContext, settlement: Settlement): Promise<void> => {
  const before = await getPayment(ctx, settlement.paymentId);
  const order = await getOrder(ctx, before.purposeId);
  const { timeZone } = await getAccount(ctx, order.accountId);
  await inTransaction(ctx, async (inner) => {
    await lockAccount(inner, order.accountId);
    const { payment, hasJustSucceeded } = await recordOutcome(inner, { ...settlement, timeZone });
    if (hasJustSucceeded) return completeOrder(inner, order.id, payment);
    if (settlement.outcome.status !== "failed" || payment.state !== "failed") return;
    const locked = await lockOrder(inner, order.id);
    if (locked.status !== "awaiting_payment") return;
    await saveOrder(inner, order.id, { status: "payment_failed", failureReason: settlement.outcome.reason });
    emitAll(inner, orderPaymentFailed, [order.id]);
  });
};
