import { type Account, getAccount, getBillTo } from "@/server/accounts";
import type { BillToContact } from "@/server/accounts/core";
import { type NextInvoice, previewNextInvoice } from "@/server/billing";
import { listScopeKeys, listSegments, type ScopeKeys } from "@/server/catalog";
import { type AccountCreditView, listAccountCredit } from "@/server/credits";
import { type Entitlement, listEntitlements } from "@/server/entitlements";
import { type InvoiceSummary, listInvoices } from "@/server/invoices";
import { dayInZone, type PlainDate } from "@/server/kernel";
import {
  listPaymentMethods,
  listPaymentsOfAccount,
  listUnappliedOfAccount,
  type Payment,
  type UnappliedPayment,
} from "@/server/payments";
import { listMembers, type Member } from "@/server/people";
import { mayActOnAccount, requireAccountAct, requirePermission, type ServiceContext } from "@/server/platform";
import { log } from "@/server/platform/log";
import { findNewestTask, type ProvisioningTask } from "@/server/provisioning";
import { listSellers, type Seller } from "@/server/sellers";
import { listSubscriptionsOfAccounts, type Subscription } from "@/server/subscriptions";
import { type AccountTotal, sumAccount } from "./account-queries";
import { type NamedSubscription, nameSubscriptions } from "./name-subscriptions";
import { type ReadTimelineInput, readTimeline, type TimelinePage } from "./read-timeline";

export type SubscriptionWithNextInvoice = NamedSubscription & { readonly nextInvoice: NextInvoice | null };

export type CardView = {
  readonly id: string;
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly isDefault: boolean;
};

/** Parts of the page are read apart: one that fails is told by its own place and leaves the others as they are. */
export type AccountPart =
  | "subscriptions"
  | "invoices"
  | "totals"
  | "payments"
  | "cards"
  | "credit"
  | "entitlements"
  | "people"
  | "segment"
  | "timeline";

/** Where credit can be held for an account, and what it can be for. */
export type CreditOfAccount = AccountCreditView & {
  readonly places: readonly { readonly sellerId: string; readonly sellerName: string; readonly currency: string }[];
  readonly scopes: ScopeKeys;
};

export type AccountPageView = {
  readonly account: Account;
  /** Whom it buys from. */
  readonly sellerNames: readonly string[];
  readonly billTo: BillToContact;
  readonly subscriptions: readonly SubscriptionWithNextInvoice[];
  /** Open ones first, then the newest settled. */
  readonly invoices: readonly InvoiceSummary[];
  readonly totals: readonly AccountTotal[];
  readonly payments: readonly Payment[];
  /** Money that came and that no invoice took. */
  readonly unapplied: readonly UnappliedPayment[];
  readonly cards: readonly CardView[];
  readonly credit: CreditOfAccount;
  readonly entitlements: readonly Entitlement[];
  readonly people: readonly Member[];
  /** The kinds of accounts that published prices tell apart. */
  readonly segments: readonly string[];
  readonly provisioning: ProvisioningTask | null;
  readonly timeline: TimelinePage;
  readonly failed: readonly AccountPart[];
  /** Staff who may not see invoices see the account without them, its payments and its next amounts. */
  readonly mayReadMoney: boolean;
};

const openShown = 20;
const newestShown = 8;
const paymentsShown = 6;
const creditEntriesShown = 8;
const noCredit: CreditOfAccount = {
  ...{ balances: [], grants: [], movements: [], movementCount: 0, places: [] },
  scopes: { families: [], meters: [] },
};
const noTimeline: TimelinePage = { events: [], counts: [], nextCursor: null };

/** Everything about an account on one page, for staff. */
export const readAccountPage = async (
  ctx: ServiceContext,
  input: ReadTimelineInput & { readonly allCredit?: boolean | undefined },
): Promise<AccountPageView> => {
  requirePermission(ctx.actor, "accounts:read");
  const { accountId } = input;
  const account = await getAccount(ctx, accountId);
  const mayReadMoney = mayActOnAccount(ctx.actor, accountId, "read_money");
  const failed: AccountPart[] = [];
  const part = async <Result>(name: AccountPart, otherwise: Result, load: () => Promise<Result>): Promise<Result> => {
    try {
      return await load();
    } catch (error) {
      log.error({ err: error, requestId: ctx.requestId, part: name }, "A part of an account's page could not be read.");
      failed.push(name);
      return otherwise;
    }
  };
  const ifMoney = async <Result>(name: AccountPart, load: () => Promise<Result[]>): Promise<Result[]> =>
    mayReadMoney ? part(name, [], load) : [];
  const today = dayInZone(ctx.now, account.timeZone);
  const sellers = await listSellers(ctx);
  const [
    billTo,
    subscriptions,
    invoices,
    totals,
    payments,
    unapplied,
    cards,
    credit,
    entitlements,
    people,
    segments,
    timeline,
  ] = await Promise.all([
    getBillTo(ctx, accountId),
    part("subscriptions", [], () => readSubscriptions(ctx, accountId, mayReadMoney)),
    ifMoney("invoices", () => listNotableInvoices(ctx, accountId)),
    ifMoney("totals", () => sumAccount(ctx, accountId, today)),
    ifMoney("payments", () => listPaymentsOfAccount(ctx, accountId, paymentsShown)),
    ifMoney("payments", () => listUnappliedOfAccount(ctx, accountId)),
    ifMoney("cards", () => listPaymentMethods(ctx, accountId)),
    mayReadMoney ? part("credit", noCredit, () => readCredit(ctx, { account, sellers, ...input })) : noCredit,
    part("entitlements", { granted: [], task: null }, () => readAccess(ctx, accountId, today)),
    part("people", [], () => listMembers(ctx, accountId)),
    part("segment", [], () => listSegments(ctx)),
    part("timeline", noTimeline, () => readTimeline(ctx, input)),
  ]);
  return {
    account,
    sellerNames: namesOf(sellers, [...subscriptions, ...invoices]),
    billTo,
    subscriptions,
    invoices,
    totals,
    payments,
    unapplied,
    cards,
    credit,
    entitlements: entitlements.granted,
    provisioning: entitlements.task,
    people,
    segments,
    timeline,
    failed,
    mayReadMoney,
  };
};

type CreditToRead = {
  readonly account: Account;
  readonly sellers: readonly Seller[];
  readonly allCredit?: boolean | undefined;
};

const readCredit = async (ctx: ServiceContext, { account, sellers, allCredit }: CreditToRead) => {
  const [subscriptions, credit, scopes] = [
    await listSubscriptionsOfAccounts(ctx, [account.id]),
    await listAccountCredit(ctx, account.id, allCredit ? undefined : creditEntriesShown),
    await listScopeKeys(ctx),
  ];
  const buysFrom = sellers.filter(({ id }) => subscriptions.some(({ sellerId }) => sellerId === id));
  const places = (buysFrom.length > 0 ? buysFrom : sellers).flatMap(({ id, legalName, currencies }) => {
    const own = subscriptions.filter(({ sellerId }) => sellerId === id).map(({ currency }) => currency);
    const used = [...new Set([...own, account.currency])].filter((currency) => currencies.includes(currency));
    return used.map((currency) => ({ sellerId: id as string, sellerName: legalName, currency }));
  });
  return { ...credit, places, scopes };
};

const namesOf = (sellers: readonly Seller[], sold: readonly { readonly sellerId: string }[]): string[] =>
  sellers.filter(({ id }) => sold.some(({ sellerId }) => sellerId === id)).map(({ legalName }) => legalName);

const readSubscriptions = async (ctx: ServiceContext, accountId: string, mayReadMoney: boolean) => {
  const subscriptions = await listSubscriptionsOfAccounts(ctx, [accountId]);
  return mayReadMoney ? withNextInvoices(ctx, subscriptions) : withoutNextInvoices(ctx, subscriptions);
};

const listNotableInvoices = async (ctx: ServiceContext, accountId: string): Promise<InvoiceSummary[]> => {
  const open = await listInvoices(ctx, { accountId, isOpen: true, limit: openShown });
  const newest = await listInvoices(ctx, { accountId, limit: newestShown });
  return [...open, ...newest.filter(({ balanceMinor }) => balanceMinor === 0n)];
};

type Access = { readonly granted: readonly Entitlement[]; readonly task: ProvisioningTask | null };

const readAccess = async (ctx: ServiceContext, accountId: string, today: PlainDate): Promise<Access> => ({
  granted: await listEntitlements(ctx, accountId, today),
  task: await findNewestTask(ctx, accountId),
});

export type AccountOverview = {
  readonly account: Account;
  readonly subscriptions: readonly SubscriptionWithNextInvoice[];
  readonly invoices: readonly InvoiceSummary[];
  readonly people: readonly Member[];
  readonly mayReadMoney: boolean;
};

/** What a subscriber sees first: what they have, what comes next, and when. Members see it without amounts. */
export const readAccountOverview = async (ctx: ServiceContext, accountId: string): Promise<AccountOverview> => {
  requireAccountAct(ctx.actor, accountId, "read");
  const mayReadMoney = ctx.actor.kind !== "subscriber" || ctx.actor.role !== "member";
  const subscriptions = await listSubscriptionsOfAccounts(ctx, [accountId]);
  return {
    account: await getAccount(ctx, accountId),
    subscriptions: mayReadMoney
      ? await withNextInvoices(ctx, subscriptions)
      : await withoutNextInvoices(ctx, subscriptions),
    invoices: mayReadMoney ? await listInvoices(ctx, { accountId, limit: 3 }) : [],
    people: await listMembers(ctx, accountId),
    mayReadMoney,
  };
};

const withoutPrices = (subscription: NamedSubscription): NamedSubscription => ({
  ...subscription,
  charges: subscription.charges.map((charge) => ({ ...charge, unitPrice: "0" })),
});

const withoutNextInvoices = async (
  ctx: ServiceContext,
  subscriptions: readonly Subscription[],
): Promise<SubscriptionWithNextInvoice[]> =>
  (await nameSubscriptions(ctx, subscriptions)).map((named) => ({ ...withoutPrices(named), nextInvoice: null }));

const withNextInvoices = async (
  ctx: ServiceContext,
  subscriptions: readonly Subscription[],
): Promise<SubscriptionWithNextInvoice[]> => {
  const named = await nameSubscriptions(ctx, subscriptions);
  const result: SubscriptionWithNextInvoice[] = [];
  for (const subscription of named) {
    result.push({ ...subscription, nextInvoice: await previewNextInvoice(ctx, subscription.id) });
  }
  return result;
};
