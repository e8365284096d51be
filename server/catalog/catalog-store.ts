import { asc, eq } from "drizzle-orm";
import { charges, prices, products, ratePlanFeatures, ratePlans } from "@/db/schema/catalog";
import { type ChargeId, groupBy, type RatePlanId } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { Charge, FeatureValue, Price, PriceTerms, RatePlan } from "./core";

/** Every published version, also those no longer on sale: subscriptions keep theirs. */
export const listPublishedRatePlans = async (ctx: ServiceContext): Promise<RatePlan[]> => {
  const [rows, chargesByPlan, featuresByPlan] = await Promise.all([
    loadPlans(ctx),
    loadCharges(ctx),
    loadFeatures(ctx),
  ]);
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
    sellsParts: plan.sellsParts,
    trialDays: plan.trialDays,
    terms: plan.terms,
    charges: chargesByPlan.get(plan.id) ?? [],
    features: featuresByPlan.get(plan.id) ?? {},
  }));
};

const isPublished = eq(ratePlans.status, "published");

const loadPlans = (ctx: ServiceContext) =>
  ctx.db
    .select({ plan: ratePlans, product: products })
    .from(ratePlans)
    .innerJoin(products, eq(products.id, ratePlans.productId))
    .where(isPublished)
    .orderBy(asc(ratePlans.position), asc(ratePlans.version));

const loadCharges = async (ctx: ServiceContext): Promise<Map<string, Charge[]>> => {
  const rows = await ctx.db
    .select({ charge: charges, price: prices })
    .from(charges)
    .innerJoin(ratePlans, eq(ratePlans.id, charges.ratePlanId))
    .leftJoin(prices, eq(prices.chargeId, charges.id))
    .where(isPublished)
    .orderBy(asc(charges.position), asc(charges.id));
  const byPlan = groupBy(rows, ({ charge }) => charge.ratePlanId);
  return new Map([...byPlan].map(([planId, ofPlan]) => [planId, toCharges(ofPlan)]));
};

type ChargeRow = { readonly charge: typeof charges.$inferSelect; readonly price: typeof prices.$inferSelect | null };

const toCharges = (rows: readonly ChargeRow[]): Charge[] =>
  [...groupBy(rows, ({ charge }) => charge.id).values()].flatMap((ofCharge) => {
    const [first] = ofCharge;
    if (!first) return [];
    const { id, meterKey, meterAggregation, ...charge } = first.charge;
    const own = ofCharge.flatMap(({ price }) => (price ? [toPrice(price)] : []));
    const meter = meterKey && meterAggregation ? { key: meterKey, aggregation: meterAggregation } : null;
    return [{ ...charge, id: id as ChargeId, meter, prices: own }];
  });

const toPrice = (row: typeof prices.$inferSelect): Price => ({
  currency: row.currency,
  interval: row.intervalUnit && row.intervalCount ? { unit: row.intervalUnit, count: row.intervalCount } : null,
  terms: row.price as PriceTerms,
});

const loadFeatures = async (ctx: ServiceContext): Promise<Map<string, Record<string, FeatureValue>>> => {
  const rows = await ctx.db
    .select({ feature: ratePlanFeatures })
    .from(ratePlanFeatures)
    .innerJoin(ratePlans, eq(ratePlans.id, ratePlanFeatures.ratePlanId))
    .where(isPublished);
  const byPlan = groupBy(rows, ({ feature }) => feature.ratePlanId);
  return new Map(
    [...byPlan].map(([planId, ofPlan]) => [
      planId,
      Object.fromEntries(ofPlan.map(({ feature }) => [feature.feature, feature.value])),
    ]),
  );
};
