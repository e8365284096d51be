import { DomainError, sumMinor } from "@/server/kernel";

export type OpenInvoice = { readonly id: string; readonly chargedMinor: bigint };

/** What happens to the money of an account, in minor units. */
export type AccountEvent =
  | { readonly kind: "pay"; readonly amountMinor: bigint; readonly invoiceId: string | null }
  /** `adjustMinor` is the part of what is returned that is not owed again. */
  | {
      readonly kind: "refund";
      readonly invoiceId: string;
      readonly amountMinor: bigint;
      readonly adjustMinor: bigint;
    }
  | {
      readonly kind: "adjust" | "chargeback" | "chargeback_reversed";
      readonly invoiceId: string;
      readonly amountMinor: bigint;
    }
  | { readonly kind: "write_off" | "use_credit"; readonly invoiceId: string }
  | { readonly kind: "refund_credit"; readonly amountMinor: bigint };

export type ApplicationConventions = {
  /** `named`: a payment goes to the invoice it names; `oldest_first`: to the invoices in their order. */
  readonly allocation: "named" | "oldest_first";
  /** A rest of at most this is written off after a payment. */
  readonly toleranceMinor: bigint;
};

export type InvoicePosition = {
  readonly id: string;
  readonly chargedMinor: bigint;
  readonly adjustedMinor: bigint;
  /** Payments and used credit, less what was returned. */
  readonly netPaidMinor: bigint;
  readonly writtenOffMinor: bigint;
};

export type AccountPosition = {
  readonly invoices: readonly InvoicePosition[];
  readonly creditMinor: bigint;
  readonly refundedMinor: bigint;
};

export const balanceOf = (invoice: InvoicePosition): bigint =>
  invoice.chargedMinor - invoice.adjustedMinor - invoice.netPaidMinor - invoice.writtenOffMinor;

export const accountBalanceOf = ({ invoices }: AccountPosition): bigint => sumMinor(invoices.map(balanceOf));

export const writtenOffOf = ({ invoices }: AccountPosition): bigint =>
  sumMinor(invoices.map(({ writtenOffMinor }) => writtenOffMinor));

export const openAccount = (invoices: readonly OpenInvoice[], creditMinor: bigint): AccountPosition => ({
  invoices: invoices.map((invoice) => ({ ...invoice, adjustedMinor: 0n, netPaidMinor: 0n, writtenOffMinor: 0n })),
  creditMinor,
  refundedMinor: 0n,
});

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const positive = (amount: bigint): bigint => (amount > 0n ? amount : 0n);

const refuse = (reason: string, message: string): DomainError => new DomainError("invalid_input", reason, message);

const requirePositive = (amountMinor: bigint): void => {
  if (amountMinor < 0n) throw refuse("account_event.negative_amount", "Enter an amount of zero or more.");
};

const invoiceOf = ({ invoices }: AccountPosition, id: string): InvoicePosition => {
  const found = invoices.find((invoice) => invoice.id === id);
  if (!found) throw refuse("account_event.unknown_invoice", "Choose an invoice of this account.");
  return found;
};

const withInvoice = (account: AccountPosition, changed: InvoicePosition): AccountPosition => ({
  ...account,
  invoices: account.invoices.map((invoice) => (invoice.id === changed.id ? changed : invoice)),
});

/** What an invoice has too much becomes credit of the account. */
const moveExcessToCredit = (account: AccountPosition, id: string): AccountPosition => {
  const invoice = invoiceOf(account, id);
  const excess = positive(-balanceOf(invoice));
  return {
    ...withInvoice(account, { ...invoice, netPaidMinor: invoice.netPaidMinor - excess }),
    creditMinor: account.creditMinor + excess,
  };
};

const payInvoice = (
  account: AccountPosition,
  id: string,
  amountMinor: bigint,
  toleranceMinor: bigint,
): AccountPosition => {
  const invoice = invoiceOf(account, id);
  const paid = { ...invoice, netPaidMinor: invoice.netPaidMinor + amountMinor };
  const rest = balanceOf(paid);
  const forgiven = amountMinor > 0n && rest > 0n && rest <= toleranceMinor ? rest : 0n;
  return withInvoice(account, { ...paid, writtenOffMinor: paid.writtenOffMinor + forgiven });
};

type Payment = Extract<AccountEvent, { kind: "pay" }>;

const pay = (account: AccountPosition, payment: Payment, conventions: ApplicationConventions): AccountPosition => {
  const named = payment.invoiceId;
  const isNamed = conventions.allocation === "named";
  const targets = isNamed ? (named === null ? [] : [invoiceOf(account, named)]) : account.invoices;
  let left = payment.amountMinor;
  let position = account;
  for (const { id } of targets) {
    const applied = least(left, positive(balanceOf(invoiceOf(position, id))));
    position = payInvoice(position, id, applied, conventions.toleranceMinor);
    left -= applied;
  }
  return { ...position, creditMinor: position.creditMinor + left };
};

const giveBack = (invoice: InvoicePosition, amountMinor: bigint): InvoicePosition => {
  if (amountMinor > invoice.netPaidMinor) {
    throw refuse("refund.exceeds_payment", "Return at most what was paid on this invoice.");
  }
  return { ...invoice, netPaidMinor: invoice.netPaidMinor - amountMinor };
};

type Refund = Extract<AccountEvent, { kind: "refund" }>;

const refund = (account: AccountPosition, { invoiceId, amountMinor, adjustMinor }: Refund): AccountPosition => {
  if (adjustMinor < 0n || adjustMinor > amountMinor) {
    throw refuse("refund.adjusts_more_than_it_returns", "Adjust at most what is returned.");
  }
  const returned = giveBack(invoiceOf(account, invoiceId), amountMinor);
  const adjusted = { ...returned, adjustedMinor: returned.adjustedMinor + adjustMinor };
  return { ...withInvoice(account, adjusted), refundedMinor: account.refundedMinor + amountMinor };
};

const refundCredit = (account: AccountPosition, amountMinor: bigint): AccountPosition => {
  if (amountMinor > account.creditMinor) {
    throw refuse("refund.exceeds_credit", "Return at most the credit of this account.");
  }
  return {
    ...account,
    creditMinor: account.creditMinor - amountMinor,
    refundedMinor: account.refundedMinor + amountMinor,
  };
};

const applyCredit = (account: AccountPosition, id: string): AccountPosition => {
  const used = least(positive(balanceOf(invoiceOf(account, id))), positive(account.creditMinor));
  return { ...payInvoice(account, id, used, 0n), creditMinor: account.creditMinor - used };
};

const writeOff = (account: AccountPosition, id: string): AccountPosition => {
  const invoice = invoiceOf(account, id);
  const writtenOffMinor = invoice.writtenOffMinor + positive(balanceOf(invoice));
  return withInvoice(account, { ...invoice, writtenOffMinor });
};

type Change = Extract<AccountEvent, { kind: "adjust" | "chargeback" | "chargeback_reversed" }>;

const change = (account: AccountPosition, { kind, invoiceId, amountMinor }: Change): AccountPosition => {
  const invoice = invoiceOf(account, invoiceId);
  if (kind === "chargeback") return withInvoice(account, giveBack(invoice, amountMinor));
  const changed =
    kind === "adjust"
      ? { ...invoice, adjustedMinor: invoice.adjustedMinor + amountMinor }
      : { ...invoice, netPaidMinor: invoice.netPaidMinor + amountMinor };
  return moveExcessToCredit(withInvoice(account, changed), invoiceId);
};

/**
 * One event on an account. The balance of an invoice is what was charged, less what was adjusted, paid (net of what was
 * returned) and written off; it never falls below zero: what is too much is credit of the account.
 */
export const applyAccountEvent = (
  account: AccountPosition,
  event: AccountEvent,
  conventions: ApplicationConventions,
): AccountPosition => {
  if ("amountMinor" in event) requirePositive(event.amountMinor);
  switch (event.kind) {
    case "pay":
      return pay(account, event, conventions);
    case "refund":
      return refund(account, event);
    case "refund_credit":
      return refundCredit(account, event.amountMinor);
    case "use_credit":
      return applyCredit(account, event.invoiceId);
    case "write_off":
      return writeOff(account, event.invoiceId);
    default:
      return change(account, event);
  }
};

/** The position after each event, in their order. */
export const applyAccountEvents = (
  account: AccountPosition,
  events: readonly AccountEvent[],
  conventions: ApplicationConventions,
): AccountPosition[] => {
  const after: AccountPosition[] = [];
  for (const event of events) after.push(applyAccountEvent(after.at(-1) ?? account, event, conventions));
  return after;
};
