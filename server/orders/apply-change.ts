import { billOrderLines, saveBilledLives } from "@/server/billing";
import { nextDue, ratePlanIn } from "@/server/billing/core";
import type { InvoiceId, OrderId } from "@/server/kernel";
import { type Payment, receivePayments } from "@/server/payments";
import { emitAll, recordAudit, type TransactionContext } from "@/server/platform";
import { billedTo, type ChangeInput, type PreviewedChange } from "./decide-change";
import { changePlaced } from "./events";
import { orderDone } from "./order-done";
import { insertOrder, type Order, saveOrder } from "./orders-store";

export type PlacedChange = { readonly orderId: OrderId; readonly invoiceId: InvoiceId | null };

/** The order of a change as it stands when the change was decided. */
export const orderOfChange = (
  ctx: TransactionContext,
  { subscriptionId, action, convention }: ChangeInput,
  previewed: PreviewedChange,
): Omit<Order, "reference"> => ({
  ...orderDone(ctx, previewed, {
    change: { subscriptionId, action, ...(convention ? { convention } : {}) },
    channel: previewed.channel,
  }),
  totalMinor: previewed.dueNowMinor,
  taxMinor: previewed.dueNowMinor > 0n ? previewed.document.tax.minor : 0n,
});

/** Changes the subscription on account, with an order of its own. */
export const applyChange = async (
  ctx: TransactionContext,
  input: ChangeInput,
  previewed: PreviewedChange,
): Promise<PlacedChange> => {
  const order = orderOfChange(ctx, input, previewed);
  await insertOrder(ctx, order);
  return { orderId: order.id, invoiceId: await changeAndBill(ctx, order.id, { input, previewed, payment: null }) };
};

/** Changes it by an order whose payment has just succeeded in this same transaction. */
export const applyPaidChange = async (
  ctx: TransactionContext,
  order: Order,
  change: { readonly input: ChangeInput; readonly previewed: PreviewedChange; readonly payment: Payment },
): Promise<void> => {
  const invoiceId = await changeAndBill(ctx, order.id, change);
  const applications = invoiceId ? [{ invoiceId, amountMinor: order.totalMinor }] : [];
  await receivePayments(ctx, [{ payment: change.payment, applications }]);
  await saveOrder(ctx, order.id, { status: "completed", completedAt: ctx.now, failureReason: null });
};

type ChangeToApply = {
  readonly input: ChangeInput;
  readonly previewed: PreviewedChange;
  readonly payment: Payment | null;
};

const changeAndBill = async (
  ctx: TransactionContext,
  orderId: OrderId,
  { input: { subscriptionId, action }, previewed, payment }: ChangeToApply,
): Promise<InvoiceId | null> => {
  const { account, taken, planned, lines } = previewed;
  const { stored, life, sold, basis } = taken;
  await saveBilledLives(ctx, [{ stored, before: life, ...planned, nextDue: nextDue(planned.life, basis.zone) }], {
    ratePlanOf: ratePlanIn(sold),
    orderId,
  });
  const invoiceId = await billOrderLines(ctx, {
    ...billedTo(taken, account),
    orderId,
    lines,
    isPaidFirst: payment !== null,
  });
  emitAll(ctx, changePlaced, [orderId]);
  await recordAudit(ctx, {
    action: `subscriptions:${action.action}`,
    accountId: account.id,
    subjectIds: [subscriptionId, orderId],
  });
  return invoiceId;
};
