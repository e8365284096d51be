import { and, asc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { charges, prices, products, ratePlanFeatures, ratePlans } from "@/db/schema/catalog";
import { type ChargeId, groupBy, type RatePlanId } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { Charge, FeatureValue, Price, PriceTerms, RatePlan, RatePlanVersion } from "./core";

/** Which rate plans are meant: by key, or by a charge of theirs; all of them where neither is said. */
export type RatePlanScope = { readonly keys?: readonly string[]; readonly chargeIds?: readonly string[] };

/** Every published version of the plans that are meant, also those no longer on sale: subscriptions keep theirs. */
export const listPublishedRatePlans = (ctx: ServiceContext, scope: RatePlanScope = {}): Promise<RatePlan[]> =>
  loadVersions(ctx, and(isPublished, conditionOf(ctx, scope)));

/** Every version of the plans that are meant, also those that nobody can buy or that were never published. */
export const listRatePlanVersions = (ctx: ServiceContext, scope: RatePlanScope = {}): Promise<RatePlanVersion[]> =>
  loadVersions(ctx, conditionOf(ctx, scope));

const loadVersions = async (ctx: ServiceContext, isMeant: SQL | undefined): Promise<RatePlanVersion[]> => {
  const [rows, chargesByPlan, featuresByPlan] = await Promise.all([
    loadPlans(ctx, isMeant),
    loadCharges(ctx, isMeant),
    loadFeatures(ctx, isMeant),
  ]);
  return rows.map(({ plan, product }) => ({
    ...plan,
    id: plan.id as RatePlanId,
    productKey: product.key,
    productName: product.name,
    productFamily: product.family,
    taxCode: product.taxCode,
    charges: chargesByPlan.get(plan.id) ?? [],
    features: featuresByPlan.get(plan.id) ?? {},
  }));
};

const isPublished = eq(ratePlans.status, "published");

const conditionOf = (ctx: ServiceContext, { keys, chargeIds }: RatePlanScope): SQL | undefined => {
  if (keys === undefined && chargeIds === undefined) return undefined;
  const owners = ctx.db
    .select({ id: charges.ratePlanId })
    .from(charges)
    .where(inArray(charges.id, [...(chargeIds ?? [])]));
  return or(
    keys && keys.length > 0 ? inArray(ratePlans.key, [...keys]) : undefined,
    chargeIds && chargeIds.length > 0 ? inArray(ratePlans.id, owners) : undefined,
    sql`false`,
  );
};

const loadPlans = (ctx: ServiceContext, isMeant: SQL | undefined) =>
  ctx.db
    .select({ plan: ratePlans, product: products })
    .from(ratePlans)
    .innerJoin(products, eq(products.id, ratePlans.productId))
    .where(isMeant)
    .orderBy(asc(ratePlans.position), asc(ratePlans.version));

const loadCharges = async (ctx: ServiceContext, isMeant: SQL | undefined): Promise<Map<string, Charge[]>> => {
  const rows = await ctx.db
    .select({ charge: charges, price: prices })
    .from(charges)
    .innerJoin(ratePlans, eq(ratePlans.id, charges.ratePlanId))
    .leftJoin(prices, eq(prices.chargeId, charges.id))
    .where(isMeant)
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
  ...(row.perUnit && row.perCount ? { pricedPer: { unit: row.perUnit, count: row.perCount } } : {}),
  ...(row.options ? { options: row.options } : {}),
  ...scopeOf(row),
});

const scopeOf = ({ region, countries, segment, channel }: typeof prices.$inferSelect): Pick<Price, "onlyFor"> =>
  region === null && segment === null && channel === null
    ? {}
    : { onlyFor: { region, countries: countries ?? [], segment, channel } };

const loadFeatures = async (
  ctx: ServiceContext,
  isMeant: SQL | undefined,
): Promise<Map<string, Record<string, FeatureValue>>> => {
  const rows = await ctx.db
    .select({ feature: ratePlanFeatures })
    .from(ratePlanFeatures)
    .innerJoin(ratePlans, eq(ratePlans.id, ratePlanFeatures.ratePlanId))
    .where(isMeant);
  const byPlan = groupBy(rows, ({ feature }) => feature.ratePlanId);
  return new Map(
    [...byPlan].map(([planId, ofPlan]) => [
      planId,
      Object.fromEntries(ofPlan.map(({ feature }) => [feature.feature, feature.value])),
    ]),
  );
};
