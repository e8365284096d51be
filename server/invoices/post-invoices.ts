import {
  invoiceBalances,
  invoiceLines,
  invoiceNumbers,
  invoiceSums,
  invoices,
  invoiceTaxes,
} from "@/db/schema/invoices";
import { type CreditMoves, planCreditMoves, settleDocuments } from "@/server/credits";
import { groupBy, type InvoiceId, invariant, yearOf } from "@/server/kernel";
import { bookEntries } from "@/server/ledger";
import type { JournalEntryDraft } from "@/server/ledger/core";
import { emitAll, insertRows, makeId, putOff, recordAudit, type TransactionContext } from "@/server/platform";
import { recordSchedules, type ScheduleDraft } from "@/server/revenue";
import { formatDocumentNumber, takeNumbers } from "@/server/sellers";
import { computeInvoiceTotals, type InvoiceDraft, invoicePostings, sumInvoices } from "./core";
import { invoicePosted } from "./events";

type PostedInvoice = { readonly id: InvoiceId; readonly draft: InvoiceDraft; readonly totalMinor: bigint };

/**
 * Posts invoices by the batch: rows, journal entries, schedules, balances and events now, numbers and seals just before
 * the commit. From then on nothing of them changes. Account credit pays what its draft lets it; a total below zero
 * becomes account credit.
 */
export const postInvoices = async (ctx: TransactionContext, drafts: readonly InvoiceDraft[]): Promise<InvoiceId[]> => {
  if (drafts.length === 0) return [];
  const posted = drafts.map(toPosted);
  const documents = posted.map(toDocument);
  const moves = await planCreditMoves(ctx, documents);
  const lines = toLines(posted);
  // Sent in one go, and done in this order: one connection answers in the order in which it was asked.
  await Promise.all([
    insertHeaders(ctx, posted, moves),
    insertRows(
      ctx,
      invoiceLines,
      lines.map(({ row }) => row),
    ),
    insertTaxes(ctx, posted),
    insertBalances(ctx, posted, moves),
    insertRows(ctx, invoiceSums, sumInvoices(drafts)),
    recordSchedules(ctx, toSchedules(lines)),
  ]);
  await bookEntries(ctx, toEntries(posted));
  await settleDocuments(ctx, documents, moves);
  const ids = posted.map(({ id }) => id);
  const accountIds = new Set(drafts.map((draft) => draft.accountId));
  await recordAudit(ctx, {
    action: "invoices:post",
    accountId: accountIds.size === 1 ? (drafts[0]?.accountId ?? null) : null,
    subjectIds: ids,
  });
  emitAll(ctx, invoicePosted, ids);
  putOff(ctx, "numbers", () => numberInvoices(ctx, posted));
  return ids;
};

const toPosted = (draft: InvoiceDraft): PostedInvoice => {
  const { totalMinor } = computeInvoiceTotals(draft);
  invariant(totalMinor >= 0n || draft.allowsNegative, "Only an invoice that may comes to less than nothing.");
  return { id: makeId("inv"), draft, totalMinor };
};

const toDocument = ({ id, draft, totalMinor }: PostedInvoice) => ({
  invoiceId: id,
  accountId: draft.accountId,
  sellerId: draft.sellerId,
  currency: draft.currency,
  totalMinor,
  usesCredit: draft.credit === "use",
  lines: draft.lines.map(({ netMinor, taxMinor, productFamily, chargeId }) => ({
    ...{ grossMinor: netMinor + taxMinor, family: productFamily, chargeId },
  })),
  postedOn: draft.issueOn,
  policyId: draft.policyId,
});

// What comes to nothing on every ledger account books nothing.
const toEntries = (posted: readonly PostedInvoice[]): JournalEntryDraft[] =>
  posted
    .map(({ id, draft }) => ({
      sellerId: draft.sellerId,
      accountId: draft.accountId,
      postedOn: draft.issueOn,
      source: { kind: "invoice" as const, id },
      policyId: draft.policyId,
      postings: invoicePostings(draft),
    }))
    .filter(({ postings }) => postings.length > 0);

const appliedOf = (moves: CreditMoves, id: InvoiceId): bigint => {
  const moved = moves.get(id)?.movedMinor ?? 0n;
  return moved < 0n ? -moved : 0n;
};

const insertHeaders = (ctx: TransactionContext, posted: readonly PostedInvoice[], moves: CreditMoves): Promise<void> =>
  insertRows(
    ctx,
    invoices,
    posted.map(({ id, draft }) => ({
      id,
      accountId: draft.accountId,
      sellerId: draft.sellerId,
      currency: draft.currency,
      policyId: draft.policyId,
      orderId: draft.orderId,
      billRunId: draft.billRunId,
      issueOn: draft.issueOn,
      dueOn: draft.dueOn,
      ...computeInvoiceTotals(draft),
      creditAppliedMinor: appliedOf(moves, id),
      billTo: draft.billTo,
      taxTreatment: draft.taxTreatment,
      promiseHash: draft.promiseHash,
      postedAt: ctx.now,
    })),
  );

const toLines = (posted: readonly PostedInvoice[]) =>
  posted.flatMap(({ id, draft }) =>
    draft.lines.map((line, position) => {
      const { isDeferred, ...stored } = line;
      const row = {
        ...stored,
        id: makeId("inl"),
        invoiceId: id,
        accountId: draft.accountId,
        position,
        policyId: draft.policyId,
      };
      return { row, isDeferred, draft };
    }),
  );

const toSchedules = (lines: ReturnType<typeof toLines>): ScheduleDraft[] =>
  lines
    .filter(({ isDeferred, row }) => isDeferred && row.netMinor !== 0n)
    .map(({ row, draft }) => ({
      lineId: row.id,
      documentId: row.invoiceId,
      accountId: draft.accountId,
      sellerId: draft.sellerId,
      currency: draft.currency,
      amountMinor: row.netMinor,
      revenueAccount: row.productFamily,
      serviceStartOn: row.serviceStartOn,
      serviceEndOn: row.serviceEndOn,
      policyId: draft.policyId,
      postedOn: draft.issueOn,
    }));

const insertTaxes = (ctx: TransactionContext, posted: readonly PostedInvoice[]): Promise<void> => {
  const rows = posted.flatMap(({ id, draft }) =>
    draft.taxes.map((tax, position) => ({ invoiceId: id, position, accountId: draft.accountId, ...tax })),
  );
  return insertRows(ctx, invoiceTaxes, rows);
};

const insertBalances = (ctx: TransactionContext, posted: readonly PostedInvoice[], moves: CreditMoves): Promise<void> =>
  insertRows(
    ctx,
    invoiceBalances,
    posted.map(({ id, draft, totalMinor }) => {
      const balanceMinor = totalMinor + (moves.get(id)?.movedMinor ?? 0n);
      return {
        invoiceId: id,
        accountId: draft.accountId,
        sellerId: draft.sellerId,
        currency: draft.currency,
        balanceMinor,
        dueOn: draft.dueOn,
        collectAt: balanceMinor > 0n ? draft.collectAt : null,
      };
    }),
  );

const numberInvoices = async (ctx: TransactionContext, posted: readonly PostedInvoice[]): Promise<void> => {
  const bySeries = groupBy(posted, ({ draft }) => `${draft.sellerId}|${draft.series}|${yearOf(draft.issueOn)}`);
  for (const [, members] of [...bySeries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [first] = members;
    if (!first) continue;
    const { sellerId, series, issueOn } = first.draft;
    const range = { sellerId, series, year: yearOf(issueOn) };
    const start = await takeNumbers(ctx, range, members.length);
    await insertRows(
      ctx,
      invoiceNumbers,
      members.map(({ id, draft }, at) => {
        const sequence = start + BigInt(at);
        const number = formatDocumentNumber(range, sequence);
        return { invoiceId: id, accountId: draft.accountId, ...range, sequence, number };
      }),
    );
  }
};
