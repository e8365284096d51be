import { eq } from "drizzle-orm";
import { refunds } from "@/db/schema/corrections";
import { lockAccount } from "@/server/accounts";
import { reopenOnInvoice } from "@/server/invoices";
import { dayInZone, invariant, type PlainDate } from "@/server/kernel";
import { bookEntries } from "@/server/ledger";
import { type FoundRefund, type Gateway, getPayment, type RefundOutcome, secondsFromNow } from "@/server/payments";
import { emitAll, inTransaction, recordAudit, type ServiceContext, type TransactionContext } from "@/server/platform";
import { getSeller } from "@/server/sellers";
import { refundPostings } from "./core";
import { creditRefunded } from "./credit-invoice";
import { refundSucceeded } from "./events";
import { insertReversal, listRefundsToCheck, lockRefund, moveRefund, type Refund } from "./refunds-store";
import { giveUpRefunded } from "./write-off-invoice";

const pageSize = 100;
const checkDelaysSeconds = [2, 5, 15, 60, 300, 3600];

/** Sends a refund whose intent is committed; only the caller that claims it does. */
export const submitRefund = async (ctx: ServiceContext, gateway: Gateway, refundId: string): Promise<void> => {
  const claimed = await inTransaction(ctx, async (inner) => {
    const refund = await lockRefund(inner, refundId);
    if (refund?.state !== "created") return null;
    await moveRefund(inner, refund, { state: "submitted" });
    return refund;
  });
  if (claimed) await settle(ctx, claimed, await askToRefund(ctx, gateway, claimed));
};

const askToRefund = async (ctx: ServiceContext, gateway: Gateway, refund: Refund): Promise<RefundOutcome> => {
  invariant(refund.paymentId, "A refund that is sent is of a payment.");
  const { gatewayChargeId } = await getPayment(ctx, refund.paymentId);
  invariant(gatewayChargeId, "A payment that succeeded at a gateway has a charge there.");
  const { id: refundId, amountMinor, currency } = refund;
  return gateway.refund({ refundId, chargeId: gatewayChargeId, amountMinor, currency });
};

/** The sweep over refunds that something left behind: the gateway is asked, and what it never saw is sent again. */
export const settleRefunds = async (ctx: ServiceContext, gateway: Gateway): Promise<number> => {
  const waiting = await listRefundsToCheck(ctx, pageSize);
  for (const refund of waiting) {
    if (refund.state === "created") {
      await submitRefund(ctx, gateway, refund.id);
      continue;
    }
    const found: FoundRefund = await gateway.findRefund(refund.id);
    const outcome = found.status === "not_found" ? await askToRefund(ctx, gateway, refund) : found;
    await settle(ctx, refund, outcome);
  }
  return waiting.length;
};

/** One transaction: what the gateway said, and where money went back, its books. Told twice, it happens once. */
const settle = (ctx: ServiceContext, { id, accountId, sellerId }: Refund, outcome: RefundOutcome): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    await lockAccount(inner, accountId);
    const refund = await lockRefund(inner, id);
    if (!refund || refund.state === "succeeded" || refund.state === "failed") return;
    if (outcome.status === "unknown") {
      const delay = checkDelaysSeconds[Math.min(refund.checkCount, checkDelaysSeconds.length - 1)] ?? 3600;
      const later = { checkAfter: secondsFromNow(delay), checkCount: refund.checkCount + 1 };
      if (refund.state === "unknown") await inner.db.update(refunds).set(later).where(eq(refunds.id, id));
      else await moveRefund(inner, refund, { state: "unknown", ...later });
      return;
    }
    const { status: state, gatewayRefundId } = outcome;
    await moveRefund(inner, refund, { state, gatewayRefundId, finishedAt: inner.now, checkAfter: null });
    const details = { outcome: state };
    await recordAudit(inner, { action: "corrections:settle_refund", accountId, subjectIds: [id], details });
    if (state !== "succeeded") return;
    const { timeZone } = await getSeller(inner, sellerId);
    await bookRefund(inner, id, dayInZone(inner.now, timeZone));
  });

/** Books money that has gone back: the invoice is open again by it, and a credit note takes what is not owed again. */
export const bookRefund = async (ctx: TransactionContext, refundId: string, day: PlainDate): Promise<void> => {
  const refund = await lockRefund(ctx, refundId);
  invariant(refund, "A refund that is booked is recorded.");
  await ctx.db.update(refunds).set({ refundedOn: day }).where(eq(refunds.id, refundId));
  emitAll(ctx, refundSucceeded, [refundId]);
  const { paymentId, invoiceId, amountMinor, adjustMinor, sellerId, accountId, policyId } = refund;
  if (paymentId === null) return;
  await insertReversal(ctx, { ...refund, paymentId }, day);
  await reopenOnInvoice(ctx, { invoiceId, amountMinor });
  const source = { kind: "refund" as const, id: refundId };
  await bookEntries(ctx, [{ sellerId, accountId, postedOn: day, source, policyId, postings: refundPostings(refund) }]);
  if (adjustMinor === 0n) return;
  const givenUpMinor = await creditRefunded(ctx, refund);
  if (givenUpMinor > 0n) await giveUpRefunded(ctx, refund, givenUpMinor);
};
