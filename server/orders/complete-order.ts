import { type Account, activateAccount, getBillTo, lockAccount } from "@/server/accounts";
import { hashOfLines, nextDue, promisedLines, ratePlanIn, soldChargesOf, toInvoiceLine } from "@/server/billing/core";
import { postInvoices } from "@/server/invoices";
import type { InvoiceDraft } from "@/server/invoices/core";
import { addDays, dayInZone, instantOf, invariant, maxDay, maxInstant, startOfDay } from "@/server/kernel";
import { type Payment, receivePayments } from "@/server/payments";
import { emitAll, makeId, recordAudit, type TransactionContext } from "@/server/platform";
import { createSubscriptions, type SubscriptionDraft } from "@/server/subscriptions";
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
  const previewed = await previewOrder(ctx, order.draft, order.effectiveOn);
  if (order.status !== "awaiting_payment" || previewed.previewId !== order.previewHash) {
    if (payment) await receivePayments(ctx, [{ payment, applications: [] }]);
    return;
  }
  const subscription = toSubscription(order, account, previewed);
  await createSubscriptions(ctx, [subscription]);
  await activateAccount(ctx, account);
  if (order.totalMinor > 0n) await postAndApply(ctx, { order, account, previewed, subscription, payment });
  await saveOrder(ctx, order.id, { status: "completed", completedAt: ctx.now, failureReason: null });
  await recordAudit(ctx, { action: "orders:complete", accountId: order.accountId, subjectIds: [order.id] });
  emitAll(ctx, orderCompleted, [order.id]);
};

const toSubscription = (order: Order, account: Account, { plan, policyId }: PreviewedOrder): SubscriptionDraft => {
  const id = makeId("sub");
  const next = nextDue(plan.life, account.timeZone);
  return {
    id,
    accountId: account.id,
    bucket: account.bucket,
    sellerId: order.sellerId,
    currency: order.currency,
    policyId,
    orderId: order.id,
    timeZone: account.timeZone,
    life: { ...plan.life, id },
    nextDueAt: next ? instantOf(next, account.timeZone) : null,
    chargeRowIds: new Map(plan.life.plan.charges.map(({ key }) => [key, makeId("sch")])),
    ratePlanOf: ratePlanIn(soldChargesOf(plan.ratePlans.map((sold) => sold.plan))),
  };
};

type Completion = {
  readonly order: Order;
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
  const { preview, seller, policyId } = previewed;
  const issueOn = maxDay(dayInZone(ctx.now, seller.timeZone), order.effectiveOn);
  const dueOn = payment ? issueOn : addDays(issueOn, account.netDays);
  return {
    accountId: account.id,
    sellerId: seller.id,
    series: seller.invoiceSeries,
    currency: order.currency,
    policyId,
    orderId: order.id,
    billRunId: null,
    issueOn,
    dueOn,
    collectAt: payment ? null : maxInstant(ctx.now, startOfDay(dueOn, account.timeZone)),
    billTo: { ...(await billToOf(ctx, account)), taxId: account.taxId },
    taxTreatment: preview.taxDecision.treatment,
    promiseHash: hashOfLines(preview.currency, promisedLines(preview.document)),
    lines: preview.document.lines.map((line) =>
      toInvoiceLine({
        ...line,
        subscriptionId: subscription.id,
        subscriptionChargeId: subscription.chargeRowIds.get(line.chargeId) ?? null,
      }),
    ),
    taxes: preview.document.taxes,
  };
};

const billToOf = async (ctx: TransactionContext, account: Account) => {
  const { name, email, addressLines, city, postcode, region, country } = await getBillTo(ctx, account.id);
  return { name, email, addressLines: [...addressLines], city, postcode, region, country };
};
