import { and, inArray, isNotNull } from "drizzle-orm";
import { charges, prices, products } from "@/db/schema/catalog";
import type { ServiceContext } from "@/server/platform";

export type ScopeKeys = { readonly families: readonly string[]; readonly meters: readonly string[] };

/** By what the products and charges of the catalog can be told apart across plans: their families and meters. */
export const listScopeKeys = async (ctx: ServiceContext): Promise<ScopeKeys> => {
  const [families, meters] = [
    await ctx.db.selectDistinct({ key: products.family }).from(products).orderBy(products.family),
    await ctx.db
      .selectDistinct({ key: charges.meterKey })
      .from(charges)
      .where(isNotNull(charges.meterKey))
      .orderBy(charges.meterKey),
  ];
  return { families: families.map(({ key }) => key), meters: meters.flatMap(({ key }) => key ?? []) };
};

/** The segments of accounts that published prices are for. */
export const listSegments = async (ctx: ServiceContext): Promise<string[]> => {
  const rows = await ctx.db
    .selectDistinct({ segment: prices.segment })
    .from(prices)
    .where(isNotNull(prices.segment))
    .orderBy(prices.segment);
  return rows.flatMap(({ segment }) => segment ?? []);
};

/** The meter of each of these charges that has one. */
export const listMetersOfCharges = async (
  ctx: ServiceContext,
  chargeIds: readonly string[],
): Promise<Map<string, string>> => {
  if (chargeIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: charges.id, meterKey: charges.meterKey })
    .from(charges)
    .where(and(inArray(charges.id, [...new Set(chargeIds)]), isNotNull(charges.meterKey)));
  return new Map(rows.flatMap(({ id, meterKey }) => (meterKey === null ? [] : [[id, meterKey] as const])));
};
