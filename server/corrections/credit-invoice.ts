import { grantCredit, moveCredit } from "@/server/credits";
import { applyToInvoices, closeInvoice } from "@/server/invoices";
import { DomainError, sumMinor } from "@/server/kernel";
import { inTransaction, requireMayGive, type ServiceContext, type TransactionContext } from "@/server/platform";
import { type CreditNotePlan, creditableMinor, planCreditNote, type WhatToCredit } from "./core";
import { findNoteOfRequest, listCreditNotes, sumWrittenOff } from "./corrections-store";
import { loadLinesToCredit } from "./load-lines-to-credit";
import {
  type Correction,
  type CorrectionRequest,
  openCorrection,
  requestReused,
  requireNoPaymentUnderWay,
  requireNotVoid,
} from "./open-correction";
import { postCreditNote } from "./post-credit-note";

export type CreditInvoice = CorrectionRequest & {
  readonly credit: WhatToCredit;
  /** What becomes of a gross amount above what is left of the invoice: refused, or given as account credit. */
  readonly excess?: "refuse" | "grant";
};

type Planned = { readonly plan: CreditNotePlan; readonly excessMinor: bigint; readonly isWhole: boolean };

const planCredit = async (ctx: ServiceContext, correction: Correction, input: CreditInvoice): Promise<Planned> => {
  const lines = await loadLinesToCredit(ctx, correction);
  const left = creditableMinor(lines) - (await sumWrittenOff(ctx, correction.invoice.id));
  const leftMinor = left > 0n ? left : 0n;
  const { credit } = input;
  const rounding = correction.policy.service.rounding;
  if (!("grossMinor" in credit) || credit.grossMinor <= leftMinor || input.excess !== "grant") {
    if ("grossMinor" in credit) checkGross(credit.grossMinor);
    const plan = planCreditNote(lines, credit, rounding);
    if (plan.totalMinor > leftMinor) throw exceedsInvoice(leftMinor);
    return { plan, excessMinor: 0n, isWhole: plan.totalMinor === leftMinor };
  }
  const plan = planCreditNote(lines, { grossMinor: leftMinor }, rounding);
  return { plan, excessMinor: credit.grossMinor - leftMinor, isWhole: true };
};

const checkGross = (grossMinor: bigint): void => {
  if (grossMinor > 0n) return;
  throw new DomainError("invalid_input", "credit_note.amount", "Give an amount above zero.", { field: "amount" });
};

const exceedsInvoice = (leftMinor: bigint): DomainError =>
  new DomainError("invalid_input", "credit_note.exceeds_invoice", "Credit no more than is left of the invoice.", {
    field: "amount",
    leftMinor: leftMinor.toString(),
  });

const appliedOf = ({ invoice }: Correction, { totalMinor }: CreditNotePlan): bigint =>
  invoice.balanceMinor < totalMinor ? invoice.balanceMinor : totalMinor;

/**
 * Takes back a part of an invoice by a credit note with its own number: the balance falls first, and the rest becomes
 * account credit. Answers with the note's id; null where all of it was given as account credit.
 */
export const creditInvoice = (ctx: ServiceContext, input: CreditInvoice): Promise<string | null> =>
  inTransaction(ctx, async (inner) => {
    const correction = await openCorrection(inner, input);
    const { invoice } = correction;
    const earlier = await findNoteOfRequest(inner, { accountId: invoice.accountId, requestKey: input.requestKey });
    if (earlier) {
      if (earlier.invoiceId === invoice.id && isSameCredit(earlier, input)) return earlier.id;
      throw requestReused();
    }
    requireNotVoid(correction);
    await requireNoPaymentUnderWay(inner, correction);
    const planned = await planCredit(inner, correction, input);
    const { currency } = invoice;
    requireMayGive(inner.actor, "corrections:credit", {
      amountMinor: planned.plan.totalMinor + planned.excessMinor,
      currency,
    });
    const noteId = planned.plan.totalMinor > 0n ? await noteCredit(inner, correction, { ...input, planned }) : null;
    if (planned.excessMinor > 0n) {
      const { accountId, sellerId } = invoice;
      const { reason, requestKey } = input;
      await grantCredit(inner, { accountId, sellerId, currency, amountMinor: planned.excessMinor, reason, requestKey });
    }
    return noteId;
  });

const isSameCredit = (
  earlier: { readonly netMinor: bigint; readonly totalMinor: bigint },
  { credit, excess }: CreditInvoice,
): boolean => {
  if ("lines" in credit) return sumMinor(credit.lines.map(({ netMinor }) => netMinor)) === earlier.netMinor;
  return credit.grossMinor === earlier.totalMinor || (excess === "grant" && credit.grossMinor > earlier.totalMinor);
};

type NoteToPost = CorrectionRequest & { readonly planned: Planned; readonly refundId?: string };

const noteCredit = async (
  ctx: TransactionContext,
  correction: Correction,
  { planned: { plan, isWhole }, ...request }: NoteToPost,
): Promise<string> => {
  const appliedMinor = appliedOf(correction, plan);
  const noteId = await postCreditNote(ctx, correction, { ...request, plan, appliedMinor });
  const { invoice, policy, day } = correction;
  if (appliedMinor > 0n) await applyToInvoices(ctx, [{ invoiceId: invoice.id, amountMinor: appliedMinor }]);
  const creditedMinor = plan.totalMinor - appliedMinor;
  if (creditedMinor > 0n) {
    const { accountId, sellerId, currency, id: invoiceId } = invoice;
    await moveCredit(ctx, [
      {
        ...{ accountId, sellerId, currency, invoiceId, policyId: policy.id, movedOn: day },
        ...{ kind: "credit_note", amountMinor: creditedMinor, creditNoteId: noteId },
        ...{ paymentId: null, reason: null, requestKey: null },
      },
    ]);
  }
  const notes = await listCreditNotes(ctx, [invoice.id]);
  const earlierMinor = sumMinor(notes.map(({ totalMinor }) => totalMinor));
  const isAllCredited = isWhole && earlierMinor + plan.totalMinor === invoice.totalMinor;
  if (isAllCredited && invoice.closedAs === null) await closeInvoice(ctx, invoice.id, "credited");
  return noteId;
};

/**
 * The part of a refund that is not owed again, in the transaction in which the money went back. Answers with what no
 * note can take of it, because earlier notes and write-offs left less of the invoice.
 */
export const creditRefunded = async (
  ctx: TransactionContext,
  refund: CorrectionRequest & { readonly id: string; readonly adjustMinor: bigint },
): Promise<bigint> => {
  const correction = await openCorrection(ctx, refund);
  const request = { ...refund, requestKey: refund.id };
  const input = { ...request, credit: { grossMinor: refund.adjustMinor }, excess: "grant" as const };
  const planned = await planCredit(ctx, correction, input);
  if (planned.plan.totalMinor > 0n) await noteCredit(ctx, correction, { ...request, planned, refundId: refund.id });
  return planned.excessMinor;
};
