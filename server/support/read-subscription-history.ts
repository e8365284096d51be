import { listPublishedRatePlans } from "@/server/catalog";
import type { RatePlan } from "@/server/catalog/core";
import { addDays, DomainError, dayInZone, type Interval, type PlainDate, startOfDay } from "@/server/kernel";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { listVersions, readSubscriptionAsOf, type SubscriptionVersion } from "@/server/subscriptions";
import { findSubscription, nameSubscription, readState, type SubscriptionState } from "./read-subscription-state";

export type RecordedVersion = {
  readonly version: number;
  /** The day on which it was known, where the subscription is. */
  readonly on: PlainDate;
  /** From where its plan and quantity are charged. */
  readonly from: PlainDate;
  readonly names: readonly string[];
  readonly status: string;
  readonly isPastDue: boolean;
  readonly quantity: string;
  readonly interval: Interval;
};

export const nameVersions = (
  versions: readonly SubscriptionVersion[],
  plans: readonly RatePlan[],
  zone: string,
): RecordedVersion[] => {
  // A plan goes by the name of its first charge, as everywhere on the page.
  const nameOf = new Map(plans.map(({ id, name, charges: [first] }) => [id as string, first?.name ?? name]));
  return versions.map(({ recordedAt, runsFromOn, ratePlanIds, ...version }) => ({
    ...version,
    on: dayInZone(recordedAt, zone),
    from: runsFromOn,
    names: ratePlanIds.map((id) => nameOf.get(id) ?? id),
  }));
};

export type SubscriptionAsOfView = SubscriptionState & {
  readonly on: PlainDate;
  /** What was changed later with effect on that day or before. */
  readonly revisions: readonly RecordedVersion[];
};

/**
 * A subscription as it was known to stand at the end of a day where it is: terms, charges, what waited, and the lines billed
 * by then. What was dated back since is told beside it. Refuses a day before it was sold.
 */
export const readSubscriptionOnDay = async (
  ctx: ServiceContext,
  subscriptionId: string,
  on: PlainDate,
): Promise<SubscriptionAsOfView> => {
  requirePermission(ctx.actor, "invoices:read");
  const { timeZone } = await findSubscription(ctx, subscriptionId);
  const stood = await readSubscriptionAsOf(ctx, subscriptionId, startOfDay(addDays(on, 1), timeZone));
  if (!stood) {
    throw new DomainError(
      "invalid_input",
      "subscription.not_yet",
      "Give a day on which the subscription was there already.",
      { field: "on" },
    );
  }
  const plans = await listPublishedRatePlans(ctx);
  const subscription = await nameSubscription(ctx, stood.subscription);
  const later = (await listVersions(ctx, subscriptionId)).filter(({ version }) => version > stood.version.version);
  const revisions = later.filter(({ runsFromOn }, at) => {
    const before = later[at + 1] ?? stood.version;
    return runsFromOn <= on && runsFromOn !== before.runsFromOn;
  });
  return {
    ...(await readState(ctx, { subscription, life: stood.life, plans, through: on })),
    on,
    revisions: nameVersions(revisions, plans, timeZone),
  };
};
