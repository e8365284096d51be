import { readRecurringRevenue } from "@/server/analytics";
import { listPublishedRatePlans } from "@/server/catalog";
import type { Charge } from "@/server/catalog/core";
import { listReturns, type MoneyReturned } from "@/server/corrections";
import { listAccountCredit } from "@/server/credits";
import { type Invoice, listOpenBalances, readInvoices } from "@/server/invoices";
import { dueNowOf } from "@/server/invoices/core";
import { dayInZone, invariant, money, negateMoney, type Span } from "@/server/kernel";
import { listPaymentsOfAccount, type Payment } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { listSubscriptionsByIds, type Subscription } from "@/server/subscriptions";
import { toPoint } from "@/server/subscriptions/core";
import { computeDocumentTax, type TaxDecision } from "@/server/tax/core";
import { writeMinor, writeRoundedMinor } from "../write-amounts";
import { writeSpan } from "../write-time";
import { everything, listInvoiceIds } from "./list-invoice-ids";
import type { Scenario } from "./open-scenario";
import type { StepError } from "./play-scenario";

const idPrefix = "pay_".length;

type TellInvoices = {
  readonly scenario: Scenario;
  readonly charges: ReadonlyMap<string, Charge>;
  readonly subscriptionNames: ReadonlyMap<string, string>;
};

/** What became of a scenario, read from what the verbs left, in the words of the format. */
export const tellScenario = async (ctx: ServiceContext, scenario: Scenario, stepErrors: readonly StepError[]) => {
  const { currency, conventions } = scenario.settings;
  const names = [...scenario.accounts.keys()];
  const invoices = await readInvoices(ctx, await listInvoiceIds(ctx, scenario));
  const charges = await loadCharges(ctx, invoices);
  const subscriptionNames = new Map([...scenario.subscriptions].map(([name, id]) => [id, name]));
  const balances = await listOpenBalances(
    ctx,
    [...scenario.accounts.values()].map(({ accountId }) => accountId),
  );
  const subscriptions = await listSubscriptionsByIds(ctx, [...scenario.subscriptions.values()]);
  const { mrrMinor } = await readRecurringRevenue(ctx, [...scenario.subscriptions.values()]);
  const balanceOf = (name: string): bigint => {
    const own = balances.get(scenario.accounts.get(name)?.accountId ?? "");
    return own?.find((one) => one.currency === currency)?.balanceMinor ?? 0n;
  };
  return {
    invoices: invoices.map((invoice) => tellInvoice(invoice, { scenario, charges, subscriptionNames })),
    balances: Object.fromEntries(names.map((name) => [name, writeMinor(balanceOf(name), currency)])),
    creditBalances: await tellCredit(ctx, scenario),
    subscriptions: [...scenario.subscriptions].map(([name, id]) => ({
      id: name,
      status: statusOf(subscriptions.find((one) => one.id === id)),
    })),
    payments: await tellPayments(ctx, scenario, invoices),
    mrr: writeRoundedMinor(mrrMinor, currency, conventions.service.rounding),
    stepErrors,
  };
};

const statuses: Readonly<Record<string, string>> = { credited: "paid", written_off: "written_off", voided: "void" };

const invoiceStatusOf = ({ balanceMinor, closedAs }: Invoice): string =>
  balanceMinor === 0n ? (statuses[closedAs ?? ""] ?? "paid") : "open";

const loadCharges = async (ctx: ServiceContext, invoices: readonly Invoice[]): Promise<Map<string, Charge>> => {
  const ids = new Set(invoices.flatMap(({ lines }) => lines.flatMap(({ chargeId }) => chargeId ?? [])));
  const plans = await listPublishedRatePlans(ctx, { chargeIds: [...ids] });
  return new Map(plans.flatMap(({ charges }) => charges.map((charge) => [charge.id as string, charge] as const)));
};

/** An account by its name in the case, with the zone of its days. */
const accountOf = ({ accounts }: Scenario, accountId: string): { readonly name: string; readonly zone: string } => {
  const [name, account] = [...accounts].find(([, one]) => one.accountId === accountId) ?? [];
  invariant(name !== undefined && account, "What a scenario made belongs to its accounts.");
  return { name, zone: account.zone };
};

const tellInvoice = (invoice: Invoice, { scenario, charges, subscriptionNames }: TellInvoices) => {
  const { currency } = scenario.settings;
  const { name, zone } = accountOf(scenario, invoice.accountId);
  const write = (minor: bigint): string => writeMinor(minor, currency);
  return {
    account: name,
    date: dayInZone(invoice.postedAt, zone),
    status: invoiceStatusOf(invoice),
    lines: invoice.lines.map((line) => {
      const charge = charges.get(line.chargeId ?? "");
      return {
        subscription: subscriptionNames.get(line.subscriptionId ?? "") ?? null,
        charge: charge?.key ?? line.chargeId,
        kind: line.kind === "credit" ? "credit" : (charge?.kind ?? "one_time"),
        period: writeSpan(spanOf(line)),
        amount: write(line.netMinor),
        tax: write(ownTax(scenario, invoice, line)),
      };
    }),
    subtotal: write(invoice.subtotalMinor),
    tax: write(invoice.taxMinor),
    total: write(invoice.totalMinor),
    creditApplied: write(invoice.creditAppliedMinor),
    dueNow: write(dueNowOf(invoice)),
    balance: write(invoice.balanceMinor),
  };
};

const tellCredit = async (ctx: ServiceContext, { accounts, settings }: Scenario) => {
  const told: [string, string][] = [];
  for (const [name, { accountId }] of accounts) {
    const { balances } = await listAccountCredit(ctx, accountId);
    const own = balances.find(({ currency }) => currency === settings.currency);
    told.push([name, writeMinor(own?.balanceMinor ?? 0n, settings.currency)]);
  }
  return Object.fromEntries(told);
};

const spanOf = (line: Invoice["lines"][number]): Span => ({
  start: toPoint(line.serviceStartOn, line.serviceStartAt),
  end: toPoint(line.serviceEndOn, line.serviceEndAt),
});

/** A line shows its own tax, also where the document rounds the tax of all its lines together. */
const ownTax = ({ settings }: Scenario, { taxes }: Invoice, line: Invoice["lines"][number]): bigint => {
  const tax = taxes[line.taxPosition];
  if (!tax) return 0n;
  const decision = { ...tax, isFinal: true } as TaxDecision;
  const { rounding } = settings.conventions.service;
  const own = computeDocumentTax([{ netMinor: line.netMinor, decision }], { level: "line", rounding });
  return own.lines[0]?.taxMinor ?? 0n;
};

const statusOf = (subscription: Subscription | undefined): string => {
  if (subscription?.status === "suspended") return "unpaid";
  return subscription?.status === "active" && subscription.isPastDue ? "past_due" : (subscription?.status ?? "");
};

/** Money as it came and went: what went back of several payments at once is told as one. */
const tellPayments = async (ctx: ServiceContext, scenario: Scenario, invoices: readonly Invoice[]) => {
  const ordinals = [null, ...invoices.map(({ id }) => id as string)];
  const found: MoneyMove[] = [];
  for (const { accountId } of scenario.accounts.values()) {
    found.push(...(await listPaymentsOfAccount(ctx, accountId, everything)).map(toMove));
  }
  found.push(
    ...(
      await listReturns(
        ctx,
        invoices.map(({ id }) => id),
      )
    ).map(toReturn),
  );
  return found
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ invoiceId, accountId, at, amountMinor, status }) => {
      const amount = writeMinor(amountMinor, scenario.settings.currency);
      return {
        invoice: ordinals.indexOf(invoiceId),
        day: dayInZone(at, accountOf(scenario, accountId).zone),
        amount,
        status,
      };
    });
};

type MoneyMove = {
  /** What follows the prefix of an id: made later, it sorts later. */
  readonly order: string;
  readonly invoiceId: string;
  readonly accountId: string;
  readonly at: Date;
  readonly amountMinor: bigint;
  readonly status: string;
};

const toMove = ({ id, purposeId, accountId, finishedAt, createdAt, amountMinor, state }: Payment): MoneyMove => ({
  ...{ order: id.slice(idPrefix), invoiceId: purposeId, accountId, at: finishedAt ?? createdAt, amountMinor },
  status: state,
});

const toReturn = ({ id, invoiceId, accountId, createdAt, amountMinor, currency }: MoneyReturned): MoneyMove => ({
  ...{ order: id.slice(idPrefix), invoiceId, accountId, at: createdAt, status: "refunded" },
  amountMinor: negateMoney(money(amountMinor, currency)).minor,
});
