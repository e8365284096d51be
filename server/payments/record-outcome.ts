import { DomainError, dayInZone, groupBy } from "@/server/kernel";
import { emitAll, recordAudit, type TransactionContext } from "@/server/platform";
import { canMovePayment, isOpenPayment, type PaymentState } from "./core";
import { paymentFailed } from "./events";
import type { ChargeOutcome } from "./gateways/gateway";
import { insertPaymentMethod } from "./payment-methods-store";
import { insertTransitions, lockPayments, type Payment, savePayments, secondsFromNow } from "./payments-store";

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
  const [recorded] = await recordOutcomes(ctx, [input]);
  if (!recorded) throw new DomainError("not_found", "payment.not_found", "There is no such payment.");
  return recorded;
};

/** The same for many payments, each of them once, in a number of statements that does not grow with theirs. */
export const recordOutcomes = async (
  ctx: TransactionContext,
  inputs: readonly OutcomeInput[],
): Promise<readonly RecordedOutcome[]> => {
  const byId = new Map(inputs.map((input) => [input.paymentId, input]));
  const locked = await lockPayments(ctx, [...byId.keys()]);
  const moves = locked.flatMap((payment) => {
    const input = byId.get(payment.id);
    return input ? [moveOf(ctx, payment, input)] : [];
  });
  const saved = savePayments(
    ctx,
    moves.flatMap(({ after, isChanged }) => (isChanged ? [after] : [])),
  );
  const moved = moves.filter(({ hasMoved }) => hasMoved);
  const inserted = insertTransitions(
    ctx,
    moved.map(({ before, after, input }) => ({
      payment: after,
      from: before.state,
      to: after.state,
      cause: input.cause,
    })),
  );
  await Promise.all([saved, inserted, tellOutcomes(ctx, moved)]);
  return moves.map(({ after, hasMoved }) => ({
    payment: after,
    hasJustSucceeded: hasMoved && after.state === "succeeded",
  }));
};

type Move = {
  readonly before: Payment;
  readonly after: Payment;
  readonly input: OutcomeInput;
  readonly hasMoved: boolean;
  /** A payment that stays open is asked after again later, which changes it too. */
  readonly isChanged: boolean;
};

const moveOf = (ctx: TransactionContext, before: Payment, input: OutcomeInput): Move => {
  const { outcome } = input;
  const to: PaymentState = outcome.status;
  if (before.state === to || !canMovePayment(before.state, to)) {
    const isOpen = isOpenPayment(before.state);
    return { before, after: isOpen ? checkedLater(before) : before, input, hasMoved: false, isChanged: isOpen };
  }
  const after: Payment = {
    ...before,
    state: to,
    gatewayChargeId: "chargeId" in outcome ? outcome.chargeId : before.gatewayChargeId,
    actionUrl: outcome.status === "requires_action" ? outcome.actionUrl : null,
    declineReason: outcome.status === "failed" ? outcome.reason : null,
    ...cardOf(outcome),
    ...(isOpenPayment(to) ? {} : { finishedAt: ctx.now, checkAfter: null }),
    ...(to === "succeeded" ? { receivedOn: dayInZone(ctx.now, input.timeZone) } : {}),
  };
  return { before, after: isOpenPayment(to) ? checkedLater(after) : after, input, hasMoved: true, isChanged: true };
};

const cardOf = (outcome: OutcomeInput["outcome"]) =>
  "usedCard" in outcome && outcome.usedCard
    ? { cardBrand: outcome.usedCard.brand, cardLast4: outcome.usedCard.last4 }
    : {};

const checkedLater = (payment: Payment): Payment => {
  const delay = checkDelaysSeconds[Math.min(payment.checkCount, checkDelaysSeconds.length - 1)] ?? 3600;
  return { ...payment, checkAfter: secondsFromNow(delay), checkCount: payment.checkCount + 1 };
};

const tellOutcomes = async (ctx: TransactionContext, moved: readonly Move[]): Promise<void> => {
  for (const [status, same] of groupBy(moved, ({ input }) => input.outcome.status)) {
    const ids = same.map(({ after }) => after.id);
    const [first] = same;
    await recordAudit(ctx, {
      action: "payments:record_outcome",
      accountId: first && same.length === 1 ? first.after.accountId : null,
      subjectIds: ids,
      details: { outcome: status },
    });
    if (status === "failed") emitAll(ctx, paymentFailed, ids);
  }
  for (const { after, input } of moved) {
    // A card that was on file already is not put there again.
    if (input.outcome.status !== "succeeded" || !input.outcome.card || after.savedMethodId) continue;
    await insertPaymentMethod(ctx, { accountId: after.accountId, gateway: after.gateway, card: input.outcome.card });
  }
};
