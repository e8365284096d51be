import { type Account, getAccount, getBillTo } from "@/server/accounts";
import type { BillToContact } from "@/server/accounts/core";
import { type Entitlement, listEntitlements } from "@/server/entitlements";
import { type AccountBalance, type InvoiceSummary, listInvoices, listOpenBalances } from "@/server/invoices";
import { dayInZone } from "@/server/kernel";
import { type NextInvoice, previewNextInvoice } from "@/server/orders";
import { listPaymentMethods, listPaymentsOfAccount, type Payment } from "@/server/payments";
import { listMembers, type Member } from "@/server/people";
import { mayActOnAccount, requireAccountAct, requirePermission, type ServiceContext } from "@/server/platform";
import { findNewestTask, type ProvisioningTask } from "@/server/provisioning";
import { listSubscriptionsOfAccounts, type Subscription } from "@/server/subscriptions";
import { type NamedSubscription, nameSubscriptions } from "./name-subscriptions";
import { readTimeline, type TimelineEvent } from "./read-timeline";

export type SubscriptionWithNextInvoice = NamedSubscription & { readonly nextInvoice: NextInvoice | null };

export type CardView = {
  readonly id: string;
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly isDefault: boolean;
};

export type AccountPageView = {
  readonly account: Account;
  readonly billTo: BillToContact;
  readonly subscriptions: readonly SubscriptionWithNextInvoice[];
  readonly invoices: readonly InvoiceSummary[];
  readonly balances: readonly AccountBalance[];
  readonly payments: readonly Payment[];
  readonly cards: readonly CardView[];
  readonly entitlements: readonly Entitlement[];
  readonly people: readonly Member[];
  readonly provisioning: ProvisioningTask | null;
  readonly timeline: readonly TimelineEvent[];
  /** Staff who may not see invoices see the account without them, its payments and its next amounts. */
  readonly mayReadMoney: boolean;
};

/** Everything about an account on one page, for staff. */
export const readAccountPage = async (ctx: ServiceContext, accountId: string): Promise<AccountPageView> => {
  requirePermission(ctx.actor, "accounts:read");
  const account = await getAccount(ctx, accountId);
  const today = dayInZone(ctx.now, account.timeZone);
  const mayReadMoney = mayActOnAccount(ctx.actor, accountId, "read_money");
  return {
    account,
    billTo: await getBillTo(ctx, accountId),
    ...(mayReadMoney ? await readMoneySide(ctx, accountId) : await readWithoutMoney(ctx, accountId)),
    entitlements: await listEntitlements(ctx, accountId, today),
    people: await listMembers(ctx, accountId),
    provisioning: await findNewestTask(ctx, accountId),
    timeline: await readTimeline(ctx, accountId),
    mayReadMoney,
  };
};

const readMoneySide = async (ctx: ServiceContext, accountId: string) => ({
  subscriptions: await withNextInvoices(ctx, await listSubscriptionsOfAccounts(ctx, [accountId])),
  invoices: await listInvoices(ctx, { accountId }),
  balances: (await listOpenBalances(ctx, [accountId])).get(accountId) ?? [],
  payments: await listPaymentsOfAccount(ctx, accountId),
  cards: await listPaymentMethods(ctx, accountId),
});

const readWithoutMoney = async (ctx: ServiceContext, accountId: string) => ({
  subscriptions: await withoutNextInvoices(ctx, await listSubscriptionsOfAccounts(ctx, [accountId])),
  invoices: [],
  balances: [],
  payments: [],
  cards: [],
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
    result.push({ ...subscription, nextInvoice: await previewNextInvoice(ctx, subscription) });
  }
  return result;
};
