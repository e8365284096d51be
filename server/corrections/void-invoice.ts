import { eq } from "drizzle-orm";
import { invoiceVoids } from "@/db/schema/corrections";
import { waitToBeBilledAgain } from "@/server/billing";
import { returnCredit } from "@/server/credits";
import { applyToInvoices, closeInvoice, type Invoice } from "@/server/invoices";
import { DomainError } from "@/server/kernel";
import { bookEntries } from "@/server/ledger";
import {
  emitAll,
  inTransaction,
  makeId,
  recordAudit,
  requirePermission,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import { listSchedulesOfDocument, recordSchedules } from "@/server/revenue";
import { requireNoDebitNotes } from "./amendments-store";
import { takeBackPostings } from "./core";
import { findVoid } from "./corrections-store";
import { invoiceVoided } from "./events";
import {
  type Correction,
  type CorrectionRequest,
  correctionColumns,
  correctionEntry,
  openCorrection,
  requireNoPaymentUnderWay,
  requireNotVoid,
} from "./open-correction";

export type VoidInvoice = CorrectionRequest & {
  /** Whether its lines, unchanged, are billed again with the account's next invoice. */
  readonly billsAgain?: boolean;
};

const requireUntouched = ({ balanceMinor, totalMinor, creditAppliedMinor }: Invoice): void => {
  if (balanceMinor > 0n && balanceMinor === totalMinor - creditAppliedMinor) return;
  const message =
    "Only an open invoice of which nothing was paid, credited or written off can be cancelled or replaced. Credit it.";
  throw new DomainError("invalid_state", "invoice.not_untouched", message);
};

/**
 * Takes an invoice back whole: it is owed no more, the account credit it used returns, and its entry and schedules are
 * booked back. Refused as soon as anything of it was paid, credited or written off.
 */
export const voidInvoice = (ctx: ServiceContext, input: VoidInvoice): Promise<string> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(inner.actor, "corrections:void");
    const correction = await openCorrection(inner, input);
    const { invoice, policy } = correction;
    const earlier = await findVoid(inner, invoice.id);
    if (earlier && (await isOfRequest(inner, earlier.id, input))) return earlier.id;
    const deferredLineIds = await listDeferredLines(inner, invoice.id);
    const { billsAgain = false } = input;
    const id = await takeBackInvoice(inner, correction, { ...input, billsAgain });
    if (billsAgain) await waitToBeBilledAgain(inner, { invoice, deferredLineIds, policyId: policy.id });
    return id;
  });

/** The lines of an invoice whose revenue was put off. */
export const listDeferredLines = async (ctx: TransactionContext, invoiceId: string): Promise<ReadonlySet<string>> =>
  new Set((await listSchedulesOfDocument(ctx, invoiceId)).map(({ lineId }) => lineId));

/** The void itself, whatever becomes of the lines. */
export const takeBackInvoice = async (
  ctx: TransactionContext,
  correction: Correction,
  request: CorrectionRequest & { readonly billsAgain: boolean },
): Promise<string> => {
  const { invoice, policy, day } = correction;
  requireNotVoid(correction);
  requireUntouched(invoice);
  await requireNoDebitNotes(ctx, invoice.id);
  await requireNoPaymentUnderWay(ctx, correction);
  const schedules = await listSchedulesOfDocument(ctx, invoice.id);
  const id = await recordVoid(ctx, correction, { ...request, schedules });
  await applyToInvoices(ctx, [{ invoiceId: invoice.id, amountMinor: invoice.balanceMinor }]);
  await closeInvoice(ctx, invoice.id, "voided");
  await returnCredit(ctx, { invoiceId: invoice.id, movedOn: day, policyId: policy.id });
  return id;
};

const isOfRequest = async (ctx: TransactionContext, voidId: string, { requestKey }: VoidInvoice): Promise<boolean> => {
  const [row] = await ctx.db.select().from(invoiceVoids).where(eq(invoiceVoids.id, voidId));
  if (row?.requestKey !== requestKey) return false;
  return true;
};

type VoidToRecord = CorrectionRequest & {
  readonly billsAgain: boolean;
  readonly schedules: Awaited<ReturnType<typeof listSchedulesOfDocument>>;
};

const recordVoid = async (
  ctx: TransactionContext,
  correction: Correction,
  { billsAgain, schedules, ...request }: VoidToRecord,
): Promise<string> => {
  const { invoice, policy, day } = correction;
  const id = makeId("ivd");
  const { totalMinor, currency, accountId, sellerId } = invoice;
  const columns = correctionColumns(ctx, correction, request);
  await ctx.db
    .insert(invoiceVoids)
    .values({ ...columns, id, totalMinor, billsAgain, voidedOn: day, voidedAt: ctx.now });
  await recordSchedules(
    ctx,
    schedules.map(({ amountMinor, revenueAccount, serviceStartOn, serviceEndOn }) => ({
      ...{ lineId: makeId("vdl"), documentId: id, accountId, sellerId, currency, amountMinor: -amountMinor },
      ...{ revenueAccount, serviceStartOn, serviceEndOn, policyId: policy.id, postedOn: day },
    })),
  );
  const deferred = new Set(schedules.map(({ lineId }) => lineId));
  const lines = invoice.lines.map((line) => ({ ...line, isDeferred: deferred.has(line.id) }));
  const postings = takeBackPostings({ currency, totalMinor, lines, taxes: invoice.taxes });
  await bookEntries(ctx, [{ ...correctionEntry(correction), source: { kind: "void", id }, postings }]);
  const details = { invoiceId: invoice.id, totalMinor: totalMinor.toString(), reason: columns.reason };
  await recordAudit(ctx, { action: "corrections:void", accountId, subjectIds: [id], details });
  emitAll(ctx, invoiceVoided, [id]);
  return id;
};
