import { eq } from "drizzle-orm";
import { charges, prices, products, ratePlanFeatures, ratePlans } from "@/db/schema/catalog";
import { DomainError, invariant } from "@/server/kernel";
import { inTransaction, makeId, recordAudit, type ServiceContext, type TransactionContext } from "@/server/platform";
import type { FeatureValue, IntervalName } from "./core";

export type ProductDefinition = {
  readonly key: string;
  readonly name: string;
  readonly family: string;
  readonly taxCode: string;
};

export type ChargeDefinition = {
  readonly key: string;
  readonly name: string;
  readonly kind: "recurring" | "one_time";
  readonly model: "flat" | "per_unit";
  /** By currency, then by interval; `once` for a one-time charge. */
  readonly prices: Readonly<Record<string, Partial<Readonly<Record<IntervalName | "once", string>>>>>;
};

export type RatePlanDefinition = {
  readonly productKey: string;
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly isOnSale: boolean;
  readonly isAddOn: boolean;
  readonly quantityMin: number;
  readonly quantityMax: number;
  readonly charges: readonly ChargeDefinition[];
  readonly features: Readonly<Record<string, FeatureValue>>;
};

export const registerProducts = async (ctx: ServiceContext, list: readonly ProductDefinition[]): Promise<void> => {
  await ctx.db
    .insert(products)
    .values(list.map((product) => ({ id: makeId("prd"), ...product })))
    .onConflictDoNothing();
};

/** Publishes new versions of rate plans. A published version never changes; another price is another version. */
export const publishRatePlans = (ctx: ServiceContext, definitions: readonly RatePlanDefinition[]): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const ids = [];
    for (const [position, definition] of definitions.entries()) ids.push(await publishOne(inner, definition, position));
    await recordAudit(inner, { action: "catalog:publish", accountId: null, subjectIds: ids });
  });

const publishOne = async (
  ctx: TransactionContext,
  definition: RatePlanDefinition,
  position: number,
): Promise<string> => {
  const { productKey, charges: chargeDefinitions, features, ...plan } = definition;
  const [product] = await ctx.db.select().from(products).where(eq(products.key, productKey));
  if (!product) throw new DomainError("invalid_input", "catalog.product_unknown", `There is no product ${productKey}.`);
  const id = makeId("rpl");
  await ctx.db
    .insert(ratePlans)
    .values({ ...plan, id, productId: product.id, status: "published", position, publishedAt: ctx.now });
  const featureRows = Object.entries(features).map(([feature, value]) => ({
    id: makeId("rpf"),
    ratePlanId: id,
    feature,
    value,
  }));
  if (featureRows.length > 0) await ctx.db.insert(ratePlanFeatures).values(featureRows);
  for (const [at, charge] of chargeDefinitions.entries()) await publishCharge(ctx, id, charge, at);
  return id;
};

const publishCharge = async (
  ctx: TransactionContext,
  ratePlanId: string,
  definition: ChargeDefinition,
  position: number,
): Promise<void> => {
  const { prices: priceTable, ...charge } = definition;
  const id = makeId("chg");
  await ctx.db.insert(charges).values({ ...charge, id, ratePlanId, position, timing: "in_advance" });
  const rows = Object.entries(priceTable).flatMap(([currency, byInterval]) =>
    Object.entries(byInterval).map(([interval, amount]) => priceRow({ chargeId: id, currency, interval, amount })),
  );
  invariant(rows.length > 0, `The charge ${definition.key} has no price.`);
  await ctx.db.insert(prices).values(rows);
};

const priceRow = (price: { chargeId: string; currency: string; interval: string; amount: string }) => {
  const intervalUnit: IntervalName | null =
    price.interval === "month" || price.interval === "year" ? price.interval : null;
  return {
    id: makeId("prc"),
    chargeId: price.chargeId,
    currency: price.currency,
    amount: price.amount,
    intervalUnit,
    intervalCount: intervalUnit ? 1 : null,
  };
};
