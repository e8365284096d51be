import { type Account, listAccountsToBill } from "@/server/accounts";
import { postInvoices } from "@/server/invoices";
import { dayInZone, type InvoiceId, invariant, maxDay, sumMinor } from "@/server/kernel";
import type { ServiceContext, TransactionContext } from "@/server/platform";
import type { Seller } from "@/server/sellers";
import type { BillingPolicy } from "@/server/subscriptions";
import { decideTax } from "@/server/tax/core";
import { type DraftedInvoice, draftInvoice, type NamedLine, taxedAsMade, type WaitingLine } from "./core";
import { deleteWaitingLines, insertWaitingLines, loadWaitingLines } from "./waiting-lines-store";

/** Lines of an order, and who they are billed to, by whom, by which policy. */
export type OrderLines = {
  readonly account: Account;
  readonly seller: Seller;
  readonly policy: BillingPolicy;
  readonly currency: string;
  readonly orderId: string | null;
  readonly lines: readonly NamedLine[];
  /** Whether a payment of all of it has just come in: nothing is collected, and account credit is kept. */
  readonly isPaidFirst?: boolean;
};

/** What is billed at once, and what is left for the next run or invoice. */
export type SettledOrderLines = {
  readonly invoice: DraftedInvoice | null;
  readonly waiting: readonly { readonly waitsFor: "run" | "other_lines"; readonly line: NamedLine }[];
  /** Lines that waited for an invoice and stand on this one. */
  readonly takenWaitingIds: readonly string[];
};

/**
 * Decides by the policy where the lines of an order go: the one way of a preview and of placing it. An invoice takes what
 * waited for one, and comes to no less than nothing unless the policy says so.
 */
export const settleOrderLines = async (ctx: ServiceContext, order: OrderLines): Promise<SettledOrderLines> => {
  const { documents } = order.policy;
  const waits = (line: NamedLine) => line.isOfChange && documents.changesBilled === "next_invoice";
  const left = (lines: readonly NamedLine[]) => lines.map((line) => ({ waitsFor: "other_lines" as const, line }));
  if (documents.ordersBilled === "with_run") {
    const waiting = order.lines.map((line) => ({ waitsFor: waits(line) ? "other_lines" : "run", line }) as const);
    return { invoice: null, waiting, takenWaitingIds: [] };
  }
  const now = order.lines.filter((line) => !waits(line));
  if (now.length === 0) return { invoice: null, waiting: left(order.lines), takenWaitingIds: [] };
  const waited = await listWaiting(ctx, order);
  const lines = [...waited.map(({ line }) => line), ...now];
  if (sumMinor(lines.map(({ net }) => net.minor)) < 0n && documents.belowZero === "wait") {
    return { invoice: null, waiting: left(order.lines), takenWaitingIds: [] };
  }
  const isWorthIt = documents.zeroTotals === "document" || lines.some(({ net }) => net.minor !== 0n);
  return {
    invoice: isWorthIt ? await draftOf(ctx, order, lines) : null,
    waiting: left(order.lines.filter(waits)),
    takenWaitingIds: waited.map(({ id }) => id),
  };
};

const listWaiting = async (
  ctx: ServiceContext,
  { account, seller, policy, currency }: OrderLines,
): Promise<readonly WaitingLine[]> => {
  const of = { sellerId: seller.id, accountIds: [account.id] };
  const waiting = await loadWaitingLines(ctx, of, async () => () => policy);
  return (waiting.get(account.id) ?? []).filter((one) => one.currency === currency);
};

const draftOf = async (
  ctx: ServiceContext,
  order: OrderLines,
  lines: readonly NamedLine[],
): Promise<DraftedInvoice> => {
  const { account, seller, policy, currency, orderId } = order;
  const [addressed] = await listAccountsToBill(ctx, [account.id]);
  invariant(addressed, "The account of an order is known.");
  const issueOn = maxDay(
    dayInZone(ctx.now, seller.timeZone),
    ...lines.filter(({ kind }) => kind === "charge").map(({ servicePeriod }) => servicePeriod.start),
  );
  return draftInvoice(
    {
      account,
      billTo: addressed.billTo,
      seller,
      currency,
      policyId: policy.id,
      conventions: policy,
      issueOn,
      now: ctx.now,
      orderId,
      billRunId: null,
    },
    lines,
  );
};

/** Posts what is billed at once and keeps what waits. Answers with the invoice, if there is one. */
export const billOrderLines = async (ctx: TransactionContext, order: OrderLines): Promise<InvoiceId | null> => {
  const { invoice, waiting, takenWaitingIds } = await settleOrderLines(ctx, order);
  const { account, seller, policy, currency } = order;
  const decision = decideTax(seller.country, account, dayInZone(ctx.now, seller.timeZone));
  await insertWaitingLines(
    ctx,
    waiting.map(({ waitsFor, line }) => ({
      ...{ accountId: account.id, sellerId: seller.id, currency, policyId: policy.id, waitsFor },
      line: waitsFor === "other_lines" ? taxedAsMade(line, decision) : line,
    })),
  );
  await deleteWaitingLines(ctx, takenWaitingIds);
  if (!invoice) return null;
  const { draft } = invoice;
  const [invoiceId] = await postInvoices(ctx, [
    order.isPaidFirst ? { ...draft, collectAt: null, credit: "keep" as const } : draft,
  ]);
  return invoiceId ?? null;
};
