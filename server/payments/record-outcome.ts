import { dayInZone } from "@/server/kernel";
import { emitAll, recordAudit, type TransactionContext } from "@/server/platform";
import { canMovePayment, isOpenPayment, type PaymentState } from "./core";
import { paymentFailed } from "./events";
import type { ChargeOutcome } from "./gateways/gateway";
import { insertPaymentMethod } from "./payment-methods-store";
import { insertTransition, lockPayment, type Payment, savePayment, secondsFromNow } from "./payments-store";

export type RecordedOutcome = {
  readonly payment: Payment;
  /** Whether this very call brought the money: then, and only then, it is to be booked. */
  readonly hasJustSucceeded: boolean;
};

export type OutcomeInput = {
  readonly paymentId: string;
  /** What the gateway said, or that nobody can pay it any more. */
  readonly outcome: ChargeOutcome | { readonly status: "canceled" };
  readonly cause: "request" | "check" | "webhook";
  readonly timeZone: string;
};

const checkDelaysSeconds = [2, 5, 15, 60, 300, 3600];

/** Moves the payment to what the gateway said; a second report of the same, or one that comes too late, changes nothing. */
export const recordOutcome = async (ctx: TransactionContext, input: OutcomeInput): Promise<RecordedOutcome> => {
  const payment = await lockPayment(ctx, input.paymentId);
  const { outcome } = input;
  const to: PaymentState = outcome.status;
  if (payment.state === to || !canMovePayment(payment.state, to)) {
    if (isOpenPayment(payment.state)) await scheduleCheck(ctx, payment);
    return { payment, hasJustSucceeded: false };
  }
  const change = {
    state: to,
    gatewayChargeId: "chargeId" in outcome ? outcome.chargeId : payment.gatewayChargeId,
    actionUrl: outcome.status === "requires_action" ? outcome.actionUrl : null,
    declineReason: outcome.status === "failed" ? outcome.reason : null,
    ...cardOf(outcome),
    ...(isOpenPayment(to) ? {} : { finishedAt: ctx.now, checkAfter: null }),
    ...(to === "succeeded" ? { receivedOn: dayInZone(ctx.now, input.timeZone) } : {}),
  };
  await savePayment(ctx, payment.id, change);
  await insertTransition(ctx, { payment, from: payment.state, to, cause: input.cause });
  if (isOpenPayment(to)) await scheduleCheck(ctx, payment);
  await tellOutcome(ctx, payment, outcome);
  return { payment: { ...payment, ...change }, hasJustSucceeded: to === "succeeded" };
};

const cardOf = (outcome: OutcomeInput["outcome"]) =>
  "usedCard" in outcome && outcome.usedCard
    ? { cardBrand: outcome.usedCard.brand, cardLast4: outcome.usedCard.last4 }
    : {};

const scheduleCheck = async (ctx: TransactionContext, payment: Payment): Promise<void> => {
  const delay = checkDelaysSeconds[Math.min(payment.checkCount, checkDelaysSeconds.length - 1)] ?? 3600;
  await savePayment(ctx, payment.id, { checkAfter: secondsFromNow(delay), checkCount: payment.checkCount + 1 });
};

const tellOutcome = async (
  ctx: TransactionContext,
  payment: Payment,
  outcome: OutcomeInput["outcome"],
): Promise<void> => {
  await recordAudit(ctx, {
    action: "payments:record_outcome",
    accountId: payment.accountId,
    subjectIds: [payment.id],
    details: { outcome: outcome.status },
  });
  if (outcome.status === "failed") await emitAll(ctx, paymentFailed, [payment.id]);
  if (outcome.status === "succeeded" && outcome.card) {
    await insertPaymentMethod(ctx, { accountId: payment.accountId, gateway: payment.gateway, card: outcome.card });
  }
};
