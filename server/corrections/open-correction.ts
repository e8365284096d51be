import { type Account, lockAccount } from "@/server/accounts";
import { type Invoice, loadInvoice } from "@/server/invoices";
import { DomainError, dayInZone, type PlainDate } from "@/server/kernel";
import { findPaymentOfPurpose, isOpenPayment } from "@/server/payments";
import { actorId, type TransactionContext } from "@/server/platform";
import { getSeller, type Seller } from "@/server/sellers";
import { type BillingPolicy, getPolicy } from "@/server/subscriptions";

export type CorrectionRequest = {
  readonly invoiceId: string;
  readonly reason: string;
  /** The same key corrects once, however often it is asked. */
  readonly requestKey: string;
};

export type Correction = {
  readonly invoice: Invoice;
  readonly account: Account;
  readonly seller: Seller;
  readonly policy: BillingPolicy;
  /** The seller's day. */
  readonly day: PlainDate;
};

/** The invoice as it stands, its account locked, so that nothing else moves it until this is done. */
export const openCorrection = async (ctx: TransactionContext, request: CorrectionRequest): Promise<Correction> => {
  if (request.reason.trim() === "") {
    throw new DomainError("invalid_input", "correction.reason", "Give a reason.", { field: "reason" });
  }
  const { accountId } = await loadInvoice(ctx, request.invoiceId);
  const account = await lockAccount(ctx, accountId);
  const invoice = await loadInvoice(ctx, request.invoiceId);
  const seller = await getSeller(ctx, invoice.sellerId);
  const policy = await getPolicy(ctx, seller.policyId);
  return { invoice, account, seller, policy, day: dayInZone(ctx.now, seller.timeZone) };
};

export const requireNotVoid = ({ invoice }: Correction): void => {
  if (invoice.closedAs !== "voided") return;
  throw new DomainError("invalid_state", "invoice.voided", "This invoice is cancelled, and nothing of it is owed.");
};

/** What is under way may still bring money for the invoice: first it ends. */
export const requireNoPaymentUnderWay = async (ctx: TransactionContext, { invoice }: Correction): Promise<void> => {
  const payment = await findPaymentOfPurpose(ctx, { kind: "invoice", id: invoice.id });
  if (!payment || !isOpenPayment(payment.state)) return;
  const message = "A payment of this invoice is under way. Wait until it has ended, and try again.";
  throw new DomainError("conflict", "invoice.payment_under_way", message);
};

export const requestReused = (): DomainError =>
  new DomainError("conflict", "request.key_reused", "This was asked for with other amounts. Start again.", {
    field: "requestKey",
  });

/** What every row of a correction says of its invoice, its reason and who asked. */
export const correctionColumns = (
  ctx: TransactionContext,
  { invoice, policy }: Correction,
  { reason, requestKey }: CorrectionRequest,
) => ({
  invoiceId: invoice.id,
  accountId: invoice.accountId,
  sellerId: invoice.sellerId,
  currency: invoice.currency,
  reason: reason.trim(),
  requestKey,
  actorKind: ctx.actor.kind,
  actorId: actorId(ctx.actor),
  policyId: policy.id,
});

/** What an entry of a correction says of its invoice. */
export const correctionEntry = ({ invoice, policy, day }: Correction) => ({
  sellerId: invoice.sellerId,
  accountId: invoice.accountId,
  postedOn: day,
  policyId: policy.id,
});
