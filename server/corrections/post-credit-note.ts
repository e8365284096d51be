import { creditNoteLines, creditNoteNumbers, creditNotes, creditNoteTaxes } from "@/db/schema/corrections";
import { invariant, yearOf } from "@/server/kernel";
import { bookEntries } from "@/server/ledger";
import { emitAll, insertRows, makeId, putOff, recordAudit, type TransactionContext } from "@/server/platform";
import { recordSchedules } from "@/server/revenue";
import { formatDocumentNumber, takeNumbers } from "@/server/sellers";
import { type CreditNotePlan, takeBackPostings } from "./core";
import { creditNotePosted } from "./events";
import { type Correction, type CorrectionRequest, correctionColumns, correctionEntry } from "./open-correction";

type NoteDraft = CorrectionRequest & {
  readonly plan: CreditNotePlan;
  readonly appliedMinor: bigint;
  readonly refundId?: string;
};

/** Posts a note as invoices are posted: rows, entry, mirrored schedules and event now, its number just before the commit. */
export const postCreditNote = async (
  ctx: TransactionContext,
  correction: Correction,
  { plan, appliedMinor, refundId, ...request }: NoteDraft,
): Promise<string> => {
  const id = makeId("crn");
  const columns = correctionColumns(ctx, correction, request);
  const { netMinor, taxMinor, totalMinor } = plan;
  const { day } = correction;
  await ctx.db.insert(creditNotes).values({
    ...columns,
    ...{ id, netMinor, taxMinor, totalMinor, appliedMinor, issueOn: day, refundId: refundId ?? null },
    postedAt: ctx.now,
  });
  const lines = plan.lines.map((line, position) => ({ ...line, id: makeId("cnl"), position }));
  const { accountId } = columns;
  await insertRows(
    ctx,
    creditNoteLines,
    lines.map(({ line, ...credited }) => ({
      ...credited,
      creditNoteId: id,
      accountId,
      invoiceLineId: line.id,
      productFamily: line.productFamily,
      isDeferred: line.deferred !== null,
    })),
  );
  const taxes = taxesOf(correction, plan);
  await insertRows(
    ctx,
    creditNoteTaxes,
    taxes.map((tax) => ({ ...tax, creditNoteId: id, accountId })),
  );
  await takeBackRevenue(ctx, correction, { id, lines });
  const postings = takeBackPostings({ currency: columns.currency, totalMinor, lines: lines.map(toBooked), taxes });
  await bookEntries(ctx, [{ ...correctionEntry(correction), source: { kind: "credit_note", id }, postings }]);
  const details = { invoiceId: columns.invoiceId, totalMinor: totalMinor.toString(), reason: columns.reason };
  await recordAudit(ctx, { action: "corrections:credit", accountId, subjectIds: [id], details });
  emitAll(ctx, creditNotePosted, [id]);
  putOff(ctx, "numbers", () => numberNote(ctx, correction, id));
  return id;
};

type CreditedLine = CreditNotePlan["lines"][number] & { readonly id: string };

const toBooked = ({ line, netMinor }: CreditedLine) => ({
  isDeferred: line.deferred !== null,
  productFamily: line.productFamily,
  netMinor,
});

const taxesOf = ({ invoice }: Correction, { taxes }: CreditNotePlan) =>
  taxes.map(({ position, baseMinor, taxMinor }) => {
    const tax = invoice.taxes[position];
    invariant(tax, "A line of an invoice is taxed by one of its taxes.");
    return { position, jurisdiction: tax.jurisdiction, ratePercent: tax.ratePercent, baseMinor, taxMinor };
  });

const takeBackRevenue = (
  ctx: TransactionContext,
  { invoice, policy, day }: Correction,
  note: { readonly id: string; readonly lines: readonly CreditedLine[] },
): Promise<void> =>
  recordSchedules(
    ctx,
    note.lines.flatMap(({ id, line: { deferred, productFamily }, netMinor }) =>
      deferred === null || netMinor === 0n
        ? []
        : {
            ...{ lineId: id, documentId: note.id, accountId: invoice.accountId, sellerId: invoice.sellerId },
            ...{ currency: invoice.currency, amountMinor: -netMinor, revenueAccount: productFamily },
            ...{ serviceStartOn: deferred.startOn, serviceEndOn: deferred.endOn },
            ...{ policyId: policy.id, postedOn: day },
          },
    ),
  );

const numberNote = async (
  ctx: TransactionContext,
  { invoice, seller, day }: Correction,
  creditNoteId: string,
): Promise<void> => {
  const range = { sellerId: seller.id, series: seller.creditNoteSeries, year: yearOf(day) };
  const sequence = await takeNumbers(ctx, range, 1);
  const number = formatDocumentNumber(range, sequence);
  await ctx.db
    .insert(creditNoteNumbers)
    .values({ creditNoteId, accountId: invoice.accountId, ...range, sequence, number });
};
