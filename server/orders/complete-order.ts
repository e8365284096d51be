import { type Account, activateAccount, getBillTo, lockAccount } from "@/server/accounts";
import { draftInvoice, nextDue, ratePlanIn, soldChargesOf } from "@/server/billing/core";
import { postInvoices } from "@/server/invoices";
import type { InvoiceDraft } from "@/server/invoices/core";
import { dayInZone, instantOf, invariant, maxDay } from "@/server/kernel";
import { type Payment, receivePayments } from "@/server/payments";
import { emitAll, makeId, recordAudit, type TransactionContext } from "@/server/platform";
import { createSubscriptions, type SubscriptionDraft } from "@/server/subscriptions";
import { toPoint } from "@/server/subscriptions/core";
import { completeGatedChange } from "./complete-gated-change";
import { orderCompleted } from "./events";
import { lockOrder, type Order, saveOrder } from "./orders-store";
import { type PreviewedOrder, previewOrder } from "./preview-order";

/**
 * The second commit of an order: change, post, number, book and apply, with the day and amounts that were promised. The
 * payment, if there is one, has just succeeded in this same transaction.
 */
export const completeOrder = async (
  ctx: TransactionContext,
  orderId: string,
  payment: Payment | null,
): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  const account = await lockAccount(ctx, order.accountId);
  if (order.draft.change && payment) return completeGatedChange(ctx, order, payment);
  const previewed = await previewOrder(ctx, order.draft, toPoint(order.effectiveOn, order.effectiveAt));
  if (order.status !== "awaiting_payment" || previewed.previewId !== order.previewHash) {
    if (payment) await receivePayments(ctx, [{ payment, applications: [] }]);
    return;
  }
  await completeAsPreviewed(ctx, { order, account, previewed, payment });
};

/** The same for an order that was previewed in this same transaction, its account locked. */
export const completeAsPreviewed = async (
  ctx: TransactionContext,
  { order, account, previewed, payment }: Omit<Completion, "subscription">,
): Promise<void> => {
  const subscription = toSubscription(order, account, previewed);
  await createSubscriptions(ctx, [subscription]);
  await activateAccount(ctx, account);
  const isBilledNow = previewed.policy.documents.ordersBilled === "with_order";
  if (isBilledNow && order.totalMinor > 0n)
    await postAndApply(ctx, { order, account, previewed, subscription, payment });
  await saveOrder(ctx, order.id, { status: "completed", completedAt: ctx.now, failureReason: null });
  await recordAudit(ctx, { action: "orders:complete", accountId: order.accountId, subjectIds: [order.id] });
  emitAll(ctx, orderCompleted, [order.id]);
};

const toSubscription = (
  order: Completion["order"],
  account: Account,
  { plan, policy }: PreviewedOrder,
): SubscriptionDraft => {
  const id = makeId("sub");
  const next = nextDue(plan.life, account.timeZone);
  return {
    id,
    accountId: account.id,
    bucket: account.bucket,
    sellerId: order.sellerId,
    currency: order.currency,
    policyId: policy.id,
    orderId: order.id,
    timeZone: account.timeZone,
    life: { ...plan.life, id },
    nextDueAt: next ? instantOf(next, account.timeZone) : null,
    chargeRowIds: new Map(plan.life.plan.charges.map(({ key }) => [key, makeId("sch")])),
    ratePlanOf: ratePlanIn(soldChargesOf(plan.ratePlans.map((sold) => sold.plan))),
  };
};

type Completion = {
  readonly order: Omit<Order, "reference">;
  readonly account: Account;
  readonly previewed: PreviewedOrder;
  readonly subscription: SubscriptionDraft;
  readonly payment: Payment | null;
};

const postAndApply = async (ctx: TransactionContext, completion: Completion): Promise<void> => {
  const { order, payment } = completion;
  const [invoiceId] = await postInvoices(ctx, [await toInvoiceDraft(ctx, completion)]);
  invariant(invoiceId, "A posted draft has an id.");
  if (payment) {
    await receivePayments(ctx, [{ payment, applications: [{ invoiceId, amountMinor: order.totalMinor }] }]);
  }
};

const toInvoiceDraft = async (ctx: TransactionContext, completion: Completion): Promise<InvoiceDraft> => {
  const { order, account, previewed, subscription, payment } = completion;
  const { preview, seller, policy } = previewed;
  const issueOn = maxDay(dayInZone(ctx.now, seller.timeZone), order.effectiveOn);
  const { draft } = draftInvoice(
    {
      account: { ...account, netDays: payment ? 0 : account.netDays },
      billTo: await getBillTo(ctx, account.id),
      seller,
      currency: order.currency,
      policyId: policy.id,
      conventions: policy,
      issueOn,
      now: ctx.now,
      orderId: order.id,
      billRunId: null,
    },
    preview.document.lines.map((line) => ({
      ...line,
      decision: line.decision ?? preview.taxDecision,
      subscriptionId: subscription.id,
      subscriptionChargeId: subscription.chargeRowIds.get(line.chargeId) ?? null,
    })),
  );
  // Taxed as it was promised, also where the day of issue is another than the day of the promise.
  const { treatment } = preview.taxDecision;
  // A card is charged what was shown; on account, credit pays first.
  return payment
    ? { ...draft, taxTreatment: treatment, collectAt: null, credit: "keep" }
    : { ...draft, taxTreatment: treatment };
};
