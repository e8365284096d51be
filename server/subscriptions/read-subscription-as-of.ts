import { and, asc, desc, eq, gte, isNull, lt, or } from "drizzle-orm";
import {
  subscriptionChanges,
  subscriptionCharges,
  subscriptions,
  subscriptionVersions,
} from "@/db/schema/subscriptions";
import type { Interval, PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { SubscriptionLife } from "./core";
import { toStoredLife, toWaitingChange } from "./load-lives";
import { intervalOf, type Subscription, toSubscription } from "./subscriptions-store";

export type SubscriptionVersion = {
  readonly version: number;
  readonly recordedAt: Date;
  readonly status: string;
  readonly isPastDue: boolean;
  readonly quantity: string;
  readonly interval: Interval;
  /** The ids of its rate plans. */
  readonly ratePlanIds: readonly string[];
  /** From where its plan and quantity are charged. */
  readonly runsFromOn: PlainDate;
};

type VersionRow = typeof subscriptionVersions.$inferSelect;

const toVersion = (row: VersionRow): SubscriptionVersion => ({
  version: row.version,
  recordedAt: row.recordedAt,
  status: row.status,
  isPastDue: row.isPastDue,
  quantity: row.quantity,
  interval: intervalOf(row),
  ratePlanIds: row.planKey.split(" "),
  runsFromOn: row.runsFromOn as PlainDate,
});

/** Every way in which a subscription has stood, newest first. */
export const listVersions = async (ctx: ServiceContext, subscriptionId: string): Promise<SubscriptionVersion[]> => {
  const rows = await ctx.db
    .select()
    .from(subscriptionVersions)
    .where(eq(subscriptionVersions.subscriptionId, subscriptionId))
    .orderBy(desc(subscriptionVersions.version));
  return rows.map(toVersion);
};

export type SubscriptionAsOf = {
  readonly subscription: Subscription;
  readonly life: SubscriptionLife;
  readonly version: SubscriptionVersion;
};

/**
 * A subscription as it was known to stand before an instant: its terms, charges and what waited, whatever was changed
 * since, also where that was dated back. Null before it was sold. How far it was billed is not told of: its lines are.
 */
export const readSubscriptionAsOf = async (
  ctx: ServiceContext,
  subscriptionId: string,
  before: Date,
): Promise<SubscriptionAsOf | null> => {
  const [found] = await ctx.db
    .select()
    .from(subscriptionVersions)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionVersions.subscriptionId))
    .where(and(eq(subscriptionVersions.subscriptionId, subscriptionId), lt(subscriptionVersions.recordedAt, before)))
    .orderBy(desc(subscriptionVersions.version))
    .limit(1);
  if (!found) return null;
  const { subscription_versions: version, subscriptions: present } = found;
  const row = { ...present, ...version };
  const charges = await listChargesAsOf(ctx, subscriptionId, before);
  const waiting = await listWaitingAsOf(ctx, subscriptionId, before);
  return {
    subscription: toSubscription(row, charges),
    life: toStoredLife(row, charges, waiting.map(toWaitingChange)).life,
    version: toVersion(version),
  };
};

const listChargesAsOf = (ctx: ServiceContext, subscriptionId: string, before: Date) =>
  ctx.db
    .select()
    .from(subscriptionCharges)
    .where(
      and(
        eq(subscriptionCharges.subscriptionId, subscriptionId),
        lt(subscriptionCharges.recordedAt, before),
        or(isNull(subscriptionCharges.supersededAt), gte(subscriptionCharges.supersededAt, before)),
      ),
    )
    .orderBy(asc(subscriptionCharges.position));

const listWaitingAsOf = (ctx: ServiceContext, subscriptionId: string, before: Date) =>
  ctx.db
    .select()
    .from(subscriptionChanges)
    .where(
      and(
        eq(subscriptionChanges.subscriptionId, subscriptionId),
        lt(subscriptionChanges.requestedAt, before),
        or(isNull(subscriptionChanges.settledAt), gte(subscriptionChanges.settledAt, before)),
      ),
    )
    .orderBy(asc(subscriptionChanges.position));
