import { type SQL, sql } from "drizzle-orm";
import { subscriptions } from "@/db/schema/subscriptions";
import { hasInvoiceStatus, idsOfInvoiceNumber } from "@/server/invoices";
import { invoiceStatuses } from "@/server/invoices/core";
import { currencies, currencyExponent, type PlainDate } from "@/server/kernel";
import { formatOrderReference } from "@/server/orders";
import { paymentStates } from "@/server/payments/core";
import { minorOfAmount, type SearchClues, type SearchReason } from "./core";

export const textArray = (values: readonly string[]): SQL => sql`${`{${values.join(",")}}`}::text::text[]`;

/** A condition on a row, and what to say of the rows that meet it. */
export type Clue = { readonly where: SQL; readonly reason: SearchReason | null };

/** Says of a column with an account's id that it is one of those who are named; null where nobody is. */
export type Scope = ((accountId: SQL) => SQL) | null;

const exponents = [...new Set(currencies.map(currencyExponent))];

/** Nobody said in which currency, so each takes the figure with as many decimals as it has. */
const hasAmount = (minor: SQL, currency: SQL, amount: string): SQL => {
  const cases = exponents.flatMap((exponent) => {
    const value = minorOfAmount(amount, exponent);
    const codes = currencies.filter((code) => currencyExponent(code) === exponent);
    return value === null || value > 2n ** 62n
      ? []
      : [sql`(${minor} = ${value.toString()}::bigint and ${currency} = any(${textArray(codes)}))`];
  });
  return cases.length > 0 ? sql`(${sql.join(cases, sql` or `)})` : sql`false`;
};

const standing = {
  total: sql`i.total_minor`,
  balance: sql`b.balance_minor`,
  dueOn: sql`b.due_on`,
  closedAs: sql`b.closed_as`,
};

const ofOrder = (column: SQL, accountId: SQL, reference: bigint): SQL => {
  const order = (name: SQL) => sql`(select ${name} from orders where reference = ${reference.toString()}::bigint)`;
  return sql`${accountId} = ${order(sql`account_id`)} and ${column} = ${order(sql`id`)}`;
};

const orderReason = (reference: bigint): SearchReason => ({ kind: "order", value: formatOrderReference(reference) });

const hasNumber = ({ document, digits }: SearchClues): SQL | null => {
  const number = digits ? { series: null, year: null, sequence: BigInt(digits) } : document;
  return number && sql`i.id in (${idsOfInvoiceNumber(number)})`;
};

const clue = (where: SQL | "" | null, reason: SearchReason | null): Clue[] => (where ? [{ where, reason }] : []);

/** A kind of document cannot be looked for by a clue that it does not bear. */
type Bears = Readonly<Partial<Record<keyof SearchClues, boolean>>>;

const bearsAll = ({ email: _email, words: _words, ...clues }: SearchClues, bears: Bears): boolean =>
  Object.entries(clues).every(([name, value]) => value === null || bears[name as keyof SearchClues]);

const withScope = (scope: Scope, column: SQL): Clue[] => (scope ? [{ where: scope(column), reason: null }] : []);

const oneOf = <Value extends string>(values: readonly Value[], value: string | null): Value | null =>
  values.find((known) => known === value) ?? null;

/** What an invoice has to meet; null where the clues speak of something else. */
export const invoiceClues = (clues: SearchClues, scope: Scope, today: PlainDate): Clue[] | null => {
  const status = oneOf(invoiceStatuses, clues.status);
  const id = clues.id?.startsWith("inv_") ? clues.id : null;
  const bears = { document: true, digits: true, order: true, amount: true, day: true, status: !!status, id: !!id };
  if (!bearsAll(clues, bears)) return null;
  const found = [
    ...clue(hasNumber(clues), { kind: "number" }),
    ...clue(id && sql`i.id = ${id}`, { kind: "id" }),
    ...(clues.order ? clue(ofOrder(sql`i.order_id`, sql`i.account_id`, clues.order), orderReason(clues.order)) : []),
    ...clue(clues.amount && hasAmount(sql`i.total_minor`, sql`i.currency`, clues.amount), { kind: "amount" }),
    ...clue(clues.day && sql`i.issue_on = ${clues.day}::date`, { kind: "day" }),
    ...clue(status && hasInvoiceStatus(standing, status, today), { kind: "status" }),
  ];
  return found.length > 0 ? [...found, ...withScope(scope, sql`i.account_id`)] : null;
};

export const cardOf = ({ last4, digits }: SearchClues): string | null =>
  last4 ?? (digits?.length === 4 ? digits : null);

const paidOn = sql`coalesce(p.received_on, (p.created_at at time zone 'UTC')::date)`;

/** What a payment has to meet; the card's own reason is told by its row, which knows until when the card is valid. */
export const paymentClues = (clues: SearchClues, scope: Scope): Clue[] | null => {
  const card = cardOf(clues);
  const state = oneOf(paymentStates, clues.status);
  const id = /^(pay|ch|pi)_/.test(clues.id ?? "") ? clues.id : null;
  const bears = { last4: true, digits: !!card && !clues.last4, amount: true, day: true, status: !!state, id: !!id };
  if (!bearsAll(clues, bears)) return null;
  const found = [
    ...clue(id && sql`(p.id = ${id} or p.gateway_charge_id = ${id})`, { kind: "id" }),
    ...clue(card && sql`p.card_last4 = ${card}`, null),
    ...clue(clues.amount && hasAmount(sql`p.amount_minor`, sql`p.currency`, clues.amount), { kind: "amount" }),
    ...clue(clues.day && sql`${paidOn} = ${clues.day}::date`, { kind: "day" }),
    ...clue(state && sql`p.state = ${state}`, { kind: "status" }),
  ];
  return found.length > 0 ? [...found, ...withScope(scope, sql`p.account_id`)] : null;
};

/** What a subscription has to meet; it is found by whose it is too. */
export const subscriptionClues = (clues: SearchClues, scope: Scope): Clue[] | null => {
  const state = oneOf(subscriptions.status.enumValues, clues.status);
  const id = clues.id?.startsWith("sub_") ? clues.id : null;
  if (!bearsAll(clues, { order: true, status: !!state, id: !!id })) return null;
  const found = [
    ...clue(id && sql`s.id = ${id}`, { kind: "id" }),
    ...(clues.order ? clue(ofOrder(sql`s.order_id`, sql`s.account_id`, clues.order), orderReason(clues.order)) : []),
    ...clue(state && sql`s.status = ${state}`, { kind: "status" }),
    ...withScope(scope, sql`s.account_id`),
  ];
  return found.length > 0 ? found : null;
};
