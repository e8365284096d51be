import { listPublishedRatePlans } from "@/server/catalog";
import type { ServiceContext } from "@/server/platform";
import type { SubscriptionLife } from "@/server/subscriptions/core";
import { type SoldCharge, soldChargesOf } from "./core";

/** Looks up those charges that were not met before: a version that is sold never changes. */
export const meetCharges = async (
  ctx: ServiceContext,
  sold: Map<string, SoldCharge>,
  ids: readonly string[],
): Promise<void> => {
  const chargeIds = [...new Set(ids)].filter((id) => !sold.has(id));
  if (chargeIds.length === 0) return;
  for (const [id, charge] of soldChargesOf(await listPublishedRatePlans(ctx, { chargeIds }))) sold.set(id, charge);
};

/** What lives consist of, and what changes that wait will make of them. */
export const chargesOfLives = (lives: readonly SubscriptionLife[]): string[] =>
  lives
    .flatMap(({ plan, waiting }) => [
      plan,
      ...waiting.flatMap(({ change }) => (change.kind === "change_plan" ? [change.plan] : [])),
    ])
    .flatMap(({ charges }) => charges.map(({ key }) => key));
