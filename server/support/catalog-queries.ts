import { and, countDistinct, eq, inArray, isNull, notInArray } from "drizzle-orm";
import { subscriptionCharges, subscriptions } from "@/db/schema/subscriptions";
import type { ServiceContext } from "@/server/platform";

/** How many subscriptions that go on consist of a version of a rate plan, by its id. */
export const countSubscriptionsByRatePlan = async (
  ctx: ServiceContext,
  ratePlanIds: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (ratePlanIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: subscriptionCharges.ratePlanId, count: countDistinct(subscriptionCharges.subscriptionId) })
    .from(subscriptionCharges)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionCharges.subscriptionId))
    .where(
      and(
        inArray(subscriptionCharges.ratePlanId, [...ratePlanIds]),
        isNull(subscriptionCharges.supersededAt),
        notInArray(subscriptions.status, ["draft", "canceled", "expired"]),
      ),
    )
    .groupBy(subscriptionCharges.ratePlanId);
  return new Map(rows.map(({ id, count }) => [id, count]));
};
