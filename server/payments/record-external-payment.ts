import { and, eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { lockAccount } from "@/server/accounts";
import { moveCredit } from "@/server/credits";
import { loadInvoice } from "@/server/invoices";
import { compareDays, DomainError, dayInZone, type PlainDate } from "@/server/kernel";
import {
  inTransaction,
  makeId,
  recordAudit,
  requirePermission,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import { getSeller } from "@/server/sellers";
import {
  insertFirstTransitions,
  insertPayments,
  insertTransitions,
  listPaymentsByIds,
  type Payment,
} from "./payments-store";
import { receivePayments } from "./receive-payment";

/** The name under which money stands that no gateway moved. */
export const externalGatewayName = "external";

export type ExternalPayment = {
  readonly invoiceId: string;
  /** All that is open where not given. */
  readonly amountMinor?: bigint;
  /** Today, by the seller's day, where not given. */
  readonly receivedOn?: PlainDate;
  readonly method: "transfer" | "cheque" | "cash" | "other";
  /** As the bank or the sender calls it. */
  readonly reference: string;
  /** The same key records once, however often it is asked. */
  readonly requestKey: string;
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
    const payment = await insertReceived(inner, { ...input, invoice, amountMinor, receivedOn, policyId });
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
  if (compareDays(receivedOn, today) > 0) {
    throw new DomainError("invalid_input", "payment.received_later", "Give a day that has come.", {
      field: "receivedOn",
    });
  }
};

type Received = Required<ExternalPayment> & {
  readonly invoice: {
    readonly id: string;
    readonly accountId: string;
    readonly sellerId: string;
    readonly currency: string;
  };
  readonly policyId: number;
};

const insertReceived = async (ctx: TransactionContext, received: Received): Promise<Payment> => {
  const { accountId, sellerId, currency, id: invoiceId } = received.invoice;
  const id = makeId("pay");
  await insertPayments(ctx, [
    {
      ...{ id, accountId, sellerId, currency, amountMinor: received.amountMinor, gateway: externalGatewayName },
      ...{ purposeKind: "invoice", purposeId: invoiceId, state: "succeeded", policyId: received.policyId },
      ...{ externalMethod: received.method, externalReference: received.reference, requestKey: received.requestKey },
      ...{ createdAt: ctx.now, receivedOn: received.receivedOn, finishedAt: ctx.now },
    },
  ]);
  await insertFirstTransitions(ctx, [{ id, accountId }]);
  await insertTransitions(ctx, [{ payment: { id, accountId }, from: "created", to: "succeeded", cause: "request" }]);
  const [payment] = await listPaymentsByIds(ctx, [id]);
  if (!payment) throw new DomainError("not_found", "payment.not_found", "There is no such payment.");
  return payment;
};
