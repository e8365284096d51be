import { asc, eq, inArray } from "drizzle-orm";
import { charges, prices, products, ratePlanFeatures, ratePlans } from "@/db/schema/catalog";
import { type ChargeId, groupBy, type RatePlanId } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { Charge, FeatureValue, Price, RatePlan } from "./core";

/** Every published version, also those no longer on sale: subscriptions keep theirs. */
export const listPublishedRatePlans = async (ctx: ServiceContext): Promise<RatePlan[]> => {
  const rows = await ctx.db
    .select({ plan: ratePlans, product: products })
    .from(ratePlans)
    .innerJoin(products, eq(products.id, ratePlans.productId))
    .where(eq(ratePlans.status, "published"))
    .orderBy(asc(ratePlans.position), asc(ratePlans.version));
  const planIds = rows.map(({ plan }) => plan.id);
  const [chargesByPlan, featuresByPlan] = await Promise.all([loadCharges(ctx, planIds), loadFeatures(ctx, planIds)]);
  return rows.map(({ plan, product }) => ({
    id: plan.id as RatePlanId,
    key: plan.key,
    version: plan.version,
    name: plan.name,
    productKey: product.key,
    productName: product.name,
    productFamily: product.family,
    taxCode: product.taxCode,
    isOnSale: plan.isOnSale,
    isAddOn: plan.isAddOn,
    quantityMin: plan.quantityMin,
    quantityMax: plan.quantityMax,
    charges: chargesByPlan.get(plan.id) ?? [],
    features: featuresByPlan.get(plan.id) ?? {},
  }));
};

const loadCharges = async (ctx: ServiceContext, planIds: string[]): Promise<Map<string, Charge[]>> => {
  const rows = await ctx.db
    .select()
    .from(charges)
    .where(inArray(charges.ratePlanId, planIds))
    .orderBy(asc(charges.position));
  const priceRows = await ctx.db
    .select()
    .from(prices)
    .where(
      inArray(
        prices.chargeId,
        rows.map((row) => row.id),
      ),
    );
  const byCharge = groupBy(priceRows, (row) => row.chargeId);
  const byPlan = groupBy(rows, (row) => row.ratePlanId);
  const toCharge = (row: typeof charges.$inferSelect): Charge => ({
    id: row.id as ChargeId,
    key: row.key,
    name: row.name,
    kind: row.kind,
    model: row.model,
    prices: (byCharge.get(row.id) ?? []).map(toPrice),
  });
  return new Map([...byPlan].map(([planId, list]) => [planId, list.map(toCharge)]));
};

const toPrice = (row: typeof prices.$inferSelect): Price => ({
  currency: row.currency,
  interval: row.intervalUnit && row.intervalCount ? { unit: row.intervalUnit, count: row.intervalCount } : null,
  amount: row.amount,
});

const loadFeatures = async (
  ctx: ServiceContext,
  planIds: string[],
): Promise<Map<string, Record<string, FeatureValue>>> => {
  const rows = await ctx.db.select().from(ratePlanFeatures).where(inArray(ratePlanFeatures.ratePlanId, planIds));
  const byPlan = groupBy(rows, (row) => row.ratePlanId);
  return new Map(
    [...byPlan].map(([planId, list]) => [planId, Object.fromEntries(list.map((row) => [row.feature, row.value]))]),
  );
};
