import { and, eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { lockAccount } from "@/server/accounts";
import { moveCredit } from "@/server/credits";
import { loadInvoice } from "@/server/invoices";
import { DomainError, dayInZone, type PlainDate } from "@/server/kernel";
import { inTransaction, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import { getSeller } from "@/server/sellers";
import { checkReceivedOn, insertReceived, type ReceivedOutside } from "./insert-received";
import { receivePayments } from "./receive-payment";

export type ExternalPayment = ReceivedOutside & {
  readonly invoiceId: string;
  /** All that is open where not given. */
  readonly amountMinor?: bigint;
};

/** Records money that came by transfer, cheque or otherwise: the invoice takes its balance, the rest becomes account credit. */
export const recordExternalPayment = (ctx: ServiceContext, input: ExternalPayment): Promise<string> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(inner.actor, "payments:record");
    const { accountId } = await loadInvoice(inner, input.invoiceId);
    await lockAccount(inner, accountId);
    const invoice = await loadInvoice(inner, input.invoiceId);
    const earlier = await findOfRequest(inner, accountId, input.requestKey);
    if (earlier) return sameOf(earlier, input);
    if (invoice.closedAs === "voided") {
      throw new DomainError("invalid_state", "invoice.voided", "This invoice is cancelled, and nothing of it is owed.");
    }
    const amountMinor = input.amountMinor ?? invoice.balanceMinor;
    const { timeZone, policyId } = await getSeller(inner, invoice.sellerId);
    const receivedOn = input.receivedOn ?? dayInZone(inner.now, timeZone);
    check(amountMinor, receivedOn, dayInZone(inner.now, timeZone));
    const appliedMinor = amountMinor < invoice.balanceMinor ? amountMinor : invoice.balanceMinor;
    const purpose = { kind: "invoice", id: invoice.id };
    const payment = await insertReceived(inner, { ...input, of: invoice, purpose, amountMinor, receivedOn, policyId });
    const applications = appliedMinor > 0n ? [{ invoiceId: invoice.id, amountMinor: appliedMinor }] : [];
    await receivePayments(inner, [{ payment, applications }]);
    if (amountMinor > appliedMinor) {
      const { sellerId, currency } = invoice;
      await moveCredit(inner, [
        {
          ...{ accountId, sellerId, currency, policyId, kind: "overpayment", amountMinor: amountMinor - appliedMinor },
          ...{ paymentId: payment.id, invoiceId: null, creditNoteId: null },
          ...{ movedOn: receivedOn, reason: null, requestKey: null },
        },
      ]);
    }
    const details = { invoiceId: invoice.id, amountMinor: amountMinor.toString(), reference: input.reference };
    await recordAudit(inner, { action: "payments:record", accountId, subjectIds: [payment.id], details });
    return payment.id;
  });

const findOfRequest = async (ctx: ServiceContext, accountId: string, requestKey: string) => {
  const [row] = await ctx.db
    .select()
    .from(payments)
    .where(and(eq(payments.accountId, accountId), eq(payments.requestKey, requestKey)));
  return row ?? null;
};

const sameOf = (
  earlier: { readonly id: string; readonly amountMinor: bigint; readonly purposeId: string },
  { invoiceId, amountMinor }: ExternalPayment,
): string => {
  const isSame = earlier.purposeId === invoiceId && (amountMinor ?? earlier.amountMinor) === earlier.amountMinor;
  if (isSame) return earlier.id;
  throw new DomainError("conflict", "request.key_reused", "This was asked for with other amounts. Start again.", {
    field: "requestKey",
  });
};

const check = (amountMinor: bigint, receivedOn: PlainDate, today: PlainDate): void => {
  if (amountMinor < 0n) {
    throw new DomainError("invalid_input", "payment.amount", "Give an amount above zero.", { field: "amount" });
  }
  checkReceivedOn(receivedOn, today);
};
