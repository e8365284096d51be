import { writeOffs } from "@/db/schema/corrections";
import { applyToInvoices, closeInvoice, type Invoice } from "@/server/invoices";
import { splitWriteOff } from "@/server/invoices/core";
import { DomainError } from "@/server/kernel";
import { bookEntries } from "@/server/ledger";
import {
  emitAll,
  inTransaction,
  makeId,
  recordAudit,
  requireMayGive,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import { spreadInProportion, writeOffPostings } from "./core";
import { findWriteOffOfRequest } from "./corrections-store";
import { invoiceWrittenOff } from "./events";
import {
  type Correction,
  type CorrectionRequest,
  correctionColumns,
  correctionEntry,
  openCorrection,
  requestReused,
  requireNoPaymentUnderWay,
  requireNotVoid,
} from "./open-correction";

export type WriteOffInvoice = CorrectionRequest & {
  /** All that is open where not given. */
  readonly amountMinor?: bigint;
  /** Whether the tax in it is claimed back. */
  readonly taxRelief: "none" | "full";
};

/** Gives up what an invoice still owes, or a part of it. Null where nothing is open: then there is nothing to give up. */
export const writeOffInvoice = (ctx: ServiceContext, input: WriteOffInvoice): Promise<string | null> =>
  inTransaction(ctx, async (inner) => {
    const correction = await openCorrection(inner, input);
    const { invoice } = correction;
    const earlier = await findWriteOffOfRequest(inner, { ...input, accountId: invoice.accountId });
    if (earlier) {
      const isSame =
        earlier.invoiceId === invoice.id && earlier.amountMinor === (input.amountMinor ?? earlier.amountMinor);
      if (isSame) return earlier.id;
      throw requestReused();
    }
    requireNotVoid(correction);
    const amountMinor = input.amountMinor ?? invoice.balanceMinor;
    requireMayGive(inner.actor, "corrections:write_off", { amountMinor, currency: invoice.currency });
    if (input.amountMinor === undefined && amountMinor === 0n) return null;
    checkAmount(invoice, amountMinor);
    await requireNoPaymentUnderWay(inner, correction);
    const id = await recordWriteOff(inner, correction, { ...input, amountMinor });
    await closeInvoice(inner, invoice.id, "written_off");
    return id;
  });

const checkAmount = ({ balanceMinor }: Invoice, amountMinor: bigint): void => {
  if (amountMinor > 0n && amountMinor <= balanceMinor) return;
  throw new DomainError("invalid_input", "write_off.exceeds_receivable", "Write off at most what is still owed.", {
    field: "amount",
    balanceMinor: balanceMinor.toString(),
  });
};

const recordWriteOff = async (
  ctx: TransactionContext,
  correction: Correction,
  { amountMinor, taxRelief, ...request }: Required<WriteOffInvoice>,
): Promise<string> => {
  const { invoice, policy, day } = correction;
  const { rounding } = policy.service;
  const receivable = { netMinor: invoice.subtotalMinor, taxMinor: invoice.taxMinor };
  const split = splitWriteOff(receivable, amountMinor, { taxRelief, rounding });
  const reliefs = spreadInProportion(
    split.taxReliefMinor,
    invoice.taxes.map(({ taxMinor }) => taxMinor),
  );
  const taxes = invoice.taxes.map(({ jurisdiction }, at) => ({ jurisdiction, taxMinor: reliefs[at] ?? 0n }));
  const id = makeId("wof");
  const columns = correctionColumns(ctx, correction, request);
  await ctx.db.insert(writeOffs).values({
    ...columns,
    ...{ id, amountMinor, taxReliefMinor: split.taxReliefMinor, writtenOffOn: day, writtenOffAt: ctx.now },
    taxReliefs: taxes.map(({ jurisdiction, taxMinor }) => ({ jurisdiction, minor: taxMinor.toString() })),
  });
  await applyToInvoices(ctx, [{ invoiceId: invoice.id, amountMinor }]);
  const { currency, accountId } = invoice;
  const postings = writeOffPostings({ currency, amountMinor, expenseMinor: split.expenseMinor, taxes });
  await bookEntries(ctx, [{ ...correctionEntry(correction), source: { kind: "write_off", id }, postings }]);
  const details = { invoiceId: invoice.id, amountMinor: amountMinor.toString(), reason: columns.reason };
  await recordAudit(ctx, { action: "corrections:write_off", accountId, subjectIds: [id], details });
  emitAll(ctx, invoiceWrittenOff, [id]);
  return id;
};

/** What of a refund is neither owed again nor left to credit: it is given up, and the invoice stays as it was closed. */
export const giveUpRefunded = async (
  ctx: TransactionContext,
  refund: CorrectionRequest & { readonly id: string },
  amountMinor: bigint,
): Promise<void> => {
  const correction = await openCorrection(ctx, refund);
  const { invoiceId, reason, id: requestKey } = refund;
  await recordWriteOff(ctx, correction, { invoiceId, reason, requestKey, amountMinor, taxRelief: "none" });
};
