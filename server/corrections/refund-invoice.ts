import { sumMinor } from "@/server/kernel";
import {
  externalGatewayName,
  type Gateway,
  listApplicationsOfInvoices,
  listDisputesOfPayments,
  listPaymentsByIds,
} from "@/server/payments";
import {
  inTransaction,
  makeId,
  recordAudit,
  requireMayGive,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import { type RefundablePayment, type RefundPart, spreadRefund } from "./core";
import {
  type Correction,
  type CorrectionRequest,
  correctionColumns,
  openCorrection,
  requestReused,
  requireNotVoid,
} from "./open-correction";
import { insertRefunds, listRefundsOfInvoices, listRefundsOfRequest, type Refund } from "./refunds-store";
import { bookRefund, submitRefund } from "./settle-refunds";

export type RefundInvoice = CorrectionRequest & {
  readonly amountMinor: bigint;
  /** The part that is not owed again: a credit note takes it. The rest is open on the invoice again. */
  readonly adjustMinor: bigint;
};

/**
 * Gives money back that an invoice was paid with, of its newest payments first, to the card it came from: intent
 * committed, gateway asked, outcome committed. Never more than was paid less what went back already. Answers with the
 * refunds as they stand; one that the gateway has not answered is settled later.
 */
export const refundInvoice = async (
  ctx: ServiceContext,
  gateway: Gateway,
  input: RefundInvoice,
): Promise<readonly Refund[]> => {
  const { accountId, ids } = await inTransaction(ctx, (inner) => recordIntent(inner, input));
  for (const id of ids) await submitRefund(ctx, gateway, id);
  return listRefundsOfRequest(ctx, { accountId, requestKey: input.requestKey });
};

type Intent = { readonly accountId: string; readonly ids: readonly string[] };

/** Commits what is to go back; the gateway is asked afterwards. */
export const recordIntent = async (ctx: TransactionContext, input: RefundInvoice): Promise<Intent> => {
  const correction = await openCorrection(ctx, input);
  const { invoice } = correction;
  const { accountId, currency } = invoice;
  const earlier = await listRefundsOfRequest(ctx, { accountId, requestKey: input.requestKey });
  if (earlier.length > 0) {
    const sameMinor = sumMinor(earlier.map(({ amountMinor }) => amountMinor));
    const isSame = sameMinor === input.amountMinor && earlier.every(({ invoiceId }) => invoiceId === invoice.id);
    if (!isSame) throw requestReused();
    return { accountId, ids: earlier.map(({ id }) => id) };
  }
  requireNotVoid(correction);
  requireMayGive(ctx.actor, "corrections:refund", { amountMinor: input.amountMinor, currency });
  const parts = spreadRefund(await listRefundable(ctx, correction), input.amountMinor, input.adjustMinor);
  const columns = correctionColumns(ctx, correction, input);
  const rows = parts.map((part) => toRow(ctx, columns, part));
  await insertRefunds(ctx, rows);
  const ids = rows.map(({ id }) => id);
  const details = { invoiceId: invoice.id, amountMinor: input.amountMinor.toString(), reason: columns.reason };
  await recordAudit(ctx, { action: "corrections:refund", accountId, subjectIds: ids, details });
  for (const { id, state } of rows) if (state === "succeeded") await bookRefund(ctx, id, correction.day);
  return { accountId, ids };
};

/** The payments of an invoice with what of each still stands against it, and no bank has taken back, newest first. */
const listRefundable = async (ctx: TransactionContext, { invoice }: Correction): Promise<RefundablePayment[]> => {
  const applied = await listApplicationsOfInvoices(ctx, [invoice.id]);
  const refunds = await listRefundsOfInvoices(ctx, [invoice.id]);
  const payments = await listPaymentsByIds(
    ctx,
    applied.map(({ paymentId }) => paymentId),
  );
  const disputes = await listDisputesOfPayments(
    ctx,
    payments.map(({ id }) => id),
  );
  const gateways = new Map(payments.map(({ id, gateway }) => [id as string, gateway]));
  return applied.reverse().map(({ paymentId, amountMinor }) => {
    const back = refunds.filter((refund) => refund.paymentId === paymentId && refund.state !== "failed");
    const disputed = disputes.filter((dispute) => dispute.paymentId === paymentId && dispute.state !== "won");
    const leftMinor = amountMinor - sumMinor([...back, ...disputed].map((taken) => taken.amountMinor));
    const gateway = gateways.get(paymentId) ?? externalGatewayName;
    return { paymentId, gateway, refundableMinor: leftMinor > 0n ? leftMinor : 0n };
  });
};

/** Money that no gateway moved goes back outside too: its refund is recorded, and done. */
const toRow = (ctx: TransactionContext, columns: ReturnType<typeof correctionColumns>, part: RefundPart) => {
  const gateway = part.payment?.gateway ?? externalGatewayName;
  const isDone = gateway === externalGatewayName;
  return {
    ...columns,
    id: makeId("rfd"),
    paymentId: part.payment?.paymentId ?? null,
    amountMinor: part.amountMinor,
    adjustMinor: part.adjustMinor,
    gateway,
    state: isDone ? ("succeeded" as const) : ("created" as const),
    createdAt: ctx.now,
    ...(isDone ? { finishedAt: ctx.now } : { checkAfter: new Date(Date.now() + firstCheckMs) }),
  };
};

const firstCheckMs = 15_000;
