import { and, desc, eq, lte } from "drizzle-orm";
import { invoiceLines, invoiceNumbers, invoices } from "@/db/schema/invoices";
import { type Account, getAccount } from "@/server/accounts";
import { type RatePlan, singleFigure } from "@/server/catalog/core";
import { DomainError, formatRational, invariant, localDayOf, type PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { type ChargePrice, writePrice } from "@/server/rating/core";
import { listSubscriptionsByIds, type Subscription } from "@/server/subscriptions";
import {
  type SubscriptionChange,
  type SubscriptionLife,
  type WrittenRenewal,
  writeRenewal,
} from "@/server/subscriptions/core";
import { type NamedSubscription, nameSubscriptions } from "./name-subscriptions";

export type ScheduledChange = {
  readonly position: number;
  readonly on: PlainDate;
  readonly kind: SubscriptionChange["kind"];
  /** What it changes to: the names of the plans, or the quantity. */
  readonly to: string | null;
};

export type BilledLineInList = {
  readonly id: string;
  readonly invoiceId: string;
  readonly number: string;
  readonly issueOn: PlainDate;
  readonly description: string;
  readonly serviceStartOn: PlainDate;
  readonly serviceEndOn: PlainDate;
  readonly netMinor: bigint;
};

/** How a subscription stands, or stood. */
export type SubscriptionState = {
  readonly subscription: NamedSubscription;
  readonly account: Account;
  readonly scheduled: readonly ScheduledChange[];
  readonly coupons: readonly string[];
  /** Null where it goes on without end. */
  readonly term: { readonly endsOn: PlainDate; readonly renewal: WrittenRenewal | null } | null;
  /** Newest first. */
  readonly lines: readonly BilledLineInList[];
};

const linesShown = 50;

/** A subscription as it stands. Refuses an id that is none's. */
export const findSubscription = async (ctx: ServiceContext, subscriptionId: string): Promise<Subscription> => {
  const [found] = await listSubscriptionsByIds(ctx, [subscriptionId]);
  if (found) return found;
  throw new DomainError("not_found", "subscription.not_found", "There is no such subscription.");
};

/** The same in the words of the catalog. */
export const nameSubscription = async (ctx: ServiceContext, found: Subscription): Promise<NamedSubscription> => {
  const [named] = await nameSubscriptions(ctx, [found]);
  invariant(named, "Each subscription is named.");
  return named;
};

type ToRead = {
  readonly subscription: NamedSubscription;
  readonly life: SubscriptionLife;
  readonly plans: readonly RatePlan[];
  /** The last day whose invoices are told of; null for all. */
  readonly through: PlainDate | null;
};

export const readState = async (
  ctx: ServiceContext,
  { subscription, life, plans, through }: ToRead,
): Promise<SubscriptionState> => {
  const nameOf = new Map(plans.map((plan) => [plan.id as string, plan.name]));
  return {
    subscription,
    account: await getAccount(ctx, subscription.accountId),
    scheduled: life.waiting.map(({ position, at, change }) => ({
      position,
      on: localDayOf(at, subscription.timeZone),
      kind: change.kind,
      to: toOf(change, nameOf, subscription),
    })),
    coupons: life.coupons.map(({ key }) => key),
    term: termOf(life, subscription.timeZone),
    lines: await listLines(ctx, subscription.id, through),
  };
};

const termOf = (life: SubscriptionLife, zone: string): SubscriptionState["term"] =>
  life.endsAt ? { endsOn: localDayOf(life.endsAt, zone), renewal: life.renewal && writeRenewal(life.renewal) } : null;

const toOf = (
  change: SubscriptionChange,
  nameOf: ReadonlyMap<string, string>,
  { charges, currency }: NamedSubscription,
): string | null => {
  if (change.kind === "change_quantity") return formatRational(change.quantity);
  if (change.kind === "change_price") {
    const nameOfCharge = new Map(charges.map(({ chargeId, name }) => [chargeId as string, name]));
    return Object.entries(change.prices)
      .map(([id, price]) => `${nameOfCharge.get(id) ?? id} ${sayPrice(price, currency)}`)
      .join(", ");
  }
  if (change.kind !== "change_plan") return null;
  return change.plan.key
    .split(" ")
    .map((id) => nameOf.get(id) ?? id)
    .join(", ");
};

/** A price of one figure; what has tiers, or is the plan's own again, goes without one. */
const sayPrice = (price: ChargePrice | null, currency: string): string => {
  const figure = price && singleFigure({ ...writePrice(price) });
  return figure ? `${figure} ${currency}` : "";
};

const listLines = async (
  ctx: ServiceContext,
  subscriptionId: string,
  through: PlainDate | null,
): Promise<BilledLineInList[]> => {
  const rows = await ctx.db
    .select({
      id: invoiceLines.id,
      invoiceId: invoiceLines.invoiceId,
      number: invoiceNumbers.number,
      issueOn: invoices.issueOn,
      description: invoiceLines.description,
      serviceStartOn: invoiceLines.serviceStartOn,
      serviceEndOn: invoiceLines.serviceEndOn,
      netMinor: invoiceLines.netMinor,
    })
    .from(invoiceLines)
    .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
    .innerJoin(invoiceNumbers, eq(invoiceNumbers.invoiceId, invoiceLines.invoiceId))
    .where(
      and(
        eq(invoiceLines.subscriptionId, subscriptionId),
        through === null ? undefined : lte(invoices.issueOn, through),
      ),
    )
    .orderBy(desc(invoices.issueOn), desc(invoiceLines.id))
    .limit(linesShown);
  return rows.map((row) => ({
    ...row,
    issueOn: row.issueOn as PlainDate,
    serviceStartOn: row.serviceStartOn as PlainDate,
    serviceEndOn: row.serviceEndOn as PlainDate,
  }));
};
