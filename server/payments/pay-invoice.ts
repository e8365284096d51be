import { lockAccount } from "@/server/accounts";
import { listOpenInvoices, type OpenInvoice } from "@/server/invoices";
import { DomainError, type PaymentId } from "@/server/kernel";
import {
  type Actor,
  inTransaction,
  mayActOnAccount,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import { isOpenPayment } from "./core";
import { createPayment } from "./create-payment";
import { listPaymentMethods } from "./payment-methods-store";
import { findPaymentOfPurpose, getPayment, type Payment } from "./payments-store";
import {
  callBackInvoicePayment,
  checkInvoicePayment,
  type GatewayAccess,
  submitInvoicePayment,
} from "./settle-invoice-payments";

export type PayInvoice = {
  readonly invoiceId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** A card on file of the account. */
  readonly methodId: string | null;
  /** A card just typed into the gateway's fields; without either the gateway's own page asks for a card. */
  readonly methodToken?: string | null;
  /** Where the gateway's page, or a bank, sends the payer back to. */
  readonly returnUrl: string;
};

export type PayingInvoice =
  | { readonly status: "settled"; readonly payment: Payment }
  | { readonly status: "go_to"; readonly url: string };

/**
 * Pays an open invoice, all of it or a part: by a card on file at once, or on the gateway's own page. Another payer's
 * unfinished try gives way; one that cannot be called back any more is refused as under way.
 */
export const payInvoice = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  input: PayInvoice,
): Promise<PayingInvoice> => {
  if (await findSameTry(ctx, input)) {
    const again = await refreshInvoicePayment(ctx, access, input.invoiceId);
    if (again) return toPaying(again);
  }
  await callBack(ctx, access, input.invoiceId);
  const paymentId = await inTransaction(ctx, (inner) => recordIntent(inner, access, input));
  if (input.methodId === null && !input.methodToken) {
    return { status: "go_to", url: await openPage(ctx, access, paymentId, input) };
  }
  await submitInvoicePayment(ctx, access, paymentId);
  return toPaying(await getPayment(ctx, paymentId));
};

const toPaying = (payment: Payment): PayingInvoice =>
  payment.state === "requires_action" && payment.actionUrl
    ? { status: "go_to", url: payment.actionUrl }
    : { status: "settled", payment };

// A token is a card typed once: sent twice it is one try, of which the second sending learns what came.
const findSameTry = async (ctx: ServiceContext, { invoiceId, methodToken }: PayInvoice): Promise<Payment | null> => {
  if (!methodToken) return null;
  const payment = await findPaymentOfPurpose(ctx, { kind: "invoice", id: invoiceId });
  return payment?.methodToken === methodToken ? payment : null;
};

/** Asks the gateway about an invoice's payment that is open, if there is one: for the page a payer comes back to. */
export const refreshInvoicePayment = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  invoiceId: string,
): Promise<Payment | null> => {
  const purpose = { kind: "invoice", id: invoiceId };
  const payment = await findPaymentOfPurpose(ctx, purpose);
  if (!payment || !isOpenPayment(payment.state)) return payment;
  await checkInvoicePayment(ctx, access, payment);
  return findPaymentOfPurpose(ctx, purpose);
};

// One payment per invoice is open at a time: who comes later ends what an earlier payer left unfinished.
const callBack = async (ctx: ServiceContext, access: GatewayAccess, invoiceId: string): Promise<void> => {
  const payment = await findPaymentOfPurpose(ctx, { kind: "invoice", id: invoiceId });
  if (payment && isOpenPayment(payment.state)) await callBackInvoicePayment(ctx, access, payment);
};

const mayPay = (actor: Actor, invoice: OpenInvoice): boolean => {
  if (actor.kind === "payer") return actor.invoiceId === invoice.invoiceId;
  return actor.kind === "subscriber" && mayActOnAccount(actor, invoice.accountId, "read_money");
};

const recordIntent = async (ctx: TransactionContext, access: GatewayAccess, input: PayInvoice): Promise<PaymentId> => {
  const [found] = await listOpenInvoices(ctx, [input.invoiceId]);
  if (!found || !mayPay(ctx.actor, found)) throw alreadyPaid();
  await lockAccount(ctx, found.accountId);
  const same = await findSameTry(ctx, input);
  if (same) return same.id;
  const [invoice] = await listOpenInvoices(ctx, [input.invoiceId]);
  if (!invoice) throw alreadyPaid();
  checkAmount(input, invoice);
  return createPayment(ctx, {
    accountId: invoice.accountId,
    sellerId: invoice.sellerId,
    currency: invoice.currency,
    amountMinor: input.amountMinor,
    gateway: access.gateway.name,
    purpose: { kind: "invoice", id: invoice.invoiceId },
    methodToken: input.methodToken ?? null,
    ...(input.methodId ? { savedMethodId: await savedMethodOf(ctx, invoice.accountId, input.methodId) } : {}),
    policyId: invoice.policyId,
  });
};

const alreadyPaid = () =>
  new DomainError("invalid_state", "invoice.nothing_to_pay", "There is nothing left to pay on this invoice.");

const checkAmount = ({ amountMinor, currency }: PayInvoice, invoice: OpenInvoice): void => {
  if (currency !== invoice.currency) {
    throw new DomainError("invalid_input", "payment.other_currency", `Pay this invoice in ${invoice.currency}.`, {
      field: "currency",
    });
  }
  if (amountMinor >= 1n && amountMinor <= invoice.balanceMinor) return;
  throw new DomainError("invalid_input", "payment.amount", "Give an amount from 0.01 up to what is left to pay.", {
    field: "amount",
    balanceMinor: invoice.balanceMinor.toString(),
  });
};

const savedMethodOf = async (ctx: TransactionContext, accountId: string, methodId: string): Promise<string> => {
  const method = (await listPaymentMethods(ctx, accountId)).find(({ id }) => id === methodId);
  if (method) return method.gatewayMethodId;
  throw new DomainError("not_found", "payment_method.not_found", "There is no such card on this account.", {
    field: "method",
  });
};

const openPage = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  paymentId: PaymentId,
  { returnUrl }: PayInvoice,
): Promise<string> => {
  const payment = await getPayment(ctx, paymentId);
  const { url } = await access.gateway.openHostedSession({
    paymentId,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    description: "Alderpost invoice",
    returnUrl,
    cancelUrl: returnUrl,
  });
  return url;
};
