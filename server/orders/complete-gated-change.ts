import { getAccount } from "@/server/accounts";
import { takeUpSubscription } from "@/server/billing";
import { invariant, isDomainError } from "@/server/kernel";
import { type Payment, receivePayments } from "@/server/payments";
import type { TransactionContext } from "@/server/platform";
import { toPoint } from "@/server/subscriptions/core";
import { applyPaidChange } from "./apply-change";
import { type ChangeInput, decideChange, loadChangeGround, type PreviewedChange } from "./decide-change";
import { type Order, saveOrder } from "./orders-store";

/**
 * The second commit of a change that had to be paid first: decided again as of the point it was promised for. What came
 * to something else meanwhile leaves the money unapplied and the subscription as it is, free for another change.
 */
export const completeGatedChange = async (ctx: TransactionContext, order: Order, payment: Payment): Promise<void> => {
  const { change } = order.draft;
  invariant(change, "A gated change says what it changes.");
  const previewed = order.status === "awaiting_payment" ? await decideAsPromised(ctx, order, change) : null;
  if (previewed?.previewId === order.previewHash) {
    return applyPaidChange(ctx, order, { input: change, previewed, payment });
  }
  await receivePayments(ctx, [{ payment, applications: [] }]);
  if (order.status === "awaiting_payment") await saveOrder(ctx, order.id, { status: "canceled" });
};

/** Null where the subscription would refuse the change by now. */
const decideAsPromised = async (
  ctx: TransactionContext,
  order: Order,
  change: ChangeInput,
): Promise<PreviewedChange | null> => {
  const taken = await takeUpSubscription(ctx, change.subscriptionId);
  const promised = { ...taken, now: toPoint(order.effectiveOn, order.effectiveAt) };
  const account = await getAccount(ctx, order.accountId);
  try {
    const ground = await loadChangeGround(ctx, change, promised, account);
    // Chosen by who asked for it, whoever tells of its payment.
    return await decideChange(ctx, change, { ...ground, channel: order.draft.channel ?? null });
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
};
