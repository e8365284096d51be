import { eq } from "drizzle-orm";
import { charges, priceRegions, prices, products, ratePlanFeatures, ratePlans } from "@/db/schema/catalog";
import { DomainError } from "@/server/kernel";
import { inTransaction, makeId, recordAudit, type ServiceContext, type TransactionContext } from "@/server/platform";
import {
  type Charge,
  checkRatePlan,
  countriesOfRegion,
  everyOne,
  type FeatureValue,
  type IntervalName,
  isSalesChannel,
  type Meter,
  type Place,
  type Price,
  type PriceTerms,
  type Rollover,
  refusePlan,
  type SalesChannel,
} from "./core";

export type ProductDefinition = {
  readonly key: string;
  readonly name: string;
  readonly family: string;
  readonly taxCode: string;
};

/** By currency, then by interval; `once` for a one-time charge. */
export type PriceTable = Readonly<Record<string, Partial<Readonly<Record<IntervalName | "once", string>>>>>;

export type ChargeDefinition = {
  readonly key: string;
  readonly name: string;
  readonly kind: "recurring" | "one_time" | "usage";
  /** In advance unless it says otherwise; usage always in arrears. */
  readonly timing?: "in_advance" | "in_arrears";
  /** Follows the quantity of the subscription unless it is flat or says otherwise. */
  readonly followsQuantity?: boolean;
  readonly meter?: Meter;
  readonly included?: string;
  readonly rollover?: Rollover;
  readonly proration?: Charge["proration"];
} & (
  | {
      readonly model: "flat" | "per_unit";
      readonly prices: PriceTable;
      /** Other prices for some, beside those for everybody. */
      readonly specialPrices?: ReadonlyArray<{ readonly onlyFor: PriceCondition; readonly prices: PriceTable }>;
    }
  | { readonly model?: never; readonly prices: readonly DefinedPrice[] }
);

/** A country, or a group of them by its key; a kind of account; and how the order comes: online, or through sales. */
export type PriceCondition = {
  readonly region?: string | null;
  readonly segment?: string | null;
  readonly channel?: string | null;
};

export type DefinedPrice = Omit<Price, "onlyFor"> & { readonly onlyFor?: PriceCondition };

export type RatePlanDefinition = {
  readonly productKey: string;
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly isOnSale: boolean;
  readonly isAddOn: boolean;
  readonly quantityMin: number;
  readonly quantityMax: number;
  readonly sellsParts?: boolean;
  readonly trialDays?: number;
  readonly terms?: number | null;
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
    const regions = await loadRegions(inner);
    for (const [position, definition] of definitions.entries()) {
      ids.push(await publishOne(inner, definition, { position, regions }));
    }
    await recordAudit(inner, { action: "catalog:publish", accountId: null, subjectIds: ids });
  });

type Regions = ReadonlyMap<string, readonly string[]>;

const loadRegions = async (ctx: TransactionContext): Promise<Regions> => {
  const rows = await ctx.db.select().from(priceRegions);
  return new Map(rows.map(({ key, countries }) => [key, countries]));
};

const publishOne = async (
  ctx: TransactionContext,
  definition: RatePlanDefinition,
  { position, regions }: { readonly position: number; readonly regions: Regions },
): Promise<string> => {
  const { productKey, charges: chargeDefinitions, features, ...plan } = definition;
  const own = chargeDefinitions.map((charge) => toCharge(charge, [plan.key, "charges", charge.key, "prices"], regions));
  checkRatePlan({ ...plan, sellsParts: plan.sellsParts ?? false, charges: own });
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
  for (const [at, charge] of own.entries()) await publishCharge(ctx, id, charge, at);
  return id;
};

type NewCharge = Omit<Charge, "id">;

const toCharge = (definition: ChargeDefinition, place: Place, regions: Regions): NewCharge => {
  const { key, name, kind, meter = null, included = "0", rollover = null, proration = null } = definition;
  const own = pricesOf(definition).map((price) => toPrice(price, place, regions));
  return {
    ...{ key, name, kind, meter, included, rollover, proration, prices: own },
    timing: kind === "usage" ? "in_arrears" : (definition.timing ?? "in_advance"),
    followsQuantity:
      definition.followsQuantity ?? (kind !== "usage" && own.some(({ terms }) => terms.model !== "flat")),
  };
};

const publishCharge = async (
  ctx: TransactionContext,
  ratePlanId: string,
  { meter, prices: own, proration = null, ...charge }: NewCharge,
  position: number,
): Promise<void> => {
  const id = makeId("chg");
  await ctx.db.insert(charges).values({
    ...charge,
    ...{ id, ratePlanId, proration, position },
    meterKey: meter?.key ?? null,
    meterAggregation: meter?.aggregation ?? null,
  });
  await ctx.db.insert(prices).values(
    own.map(({ currency, interval, terms, pricedPer, options, onlyFor }) => ({
      id: makeId("prc"),
      chargeId: id,
      currency,
      intervalUnit: interval?.unit ?? null,
      intervalCount: interval?.count ?? null,
      price: withoutStarts(terms),
      perUnit: pricedPer?.unit ?? null,
      perCount: pricedPer?.count ?? null,
      options: options ?? null,
      region: onlyFor?.region ?? null,
      countries: onlyFor && onlyFor.region !== null ? [...onlyFor.countries] : null,
      segment: onlyFor?.segment ?? null,
      channel: onlyFor?.channel ?? null,
    })),
  );
};

/** A tier begins where the one before it ends: that it said so is checked, and need not be kept. */
const withoutStarts = (terms: PriceTerms): PriceTerms =>
  Array.isArray(terms.tiers) ? { ...terms, tiers: terms.tiers.map(({ from, ...tier }) => tier) } : terms;

/** A price with the countries that its region has now: those of a published price never change. */
const toPrice = ({ onlyFor, ...price }: DefinedPrice, place: Place, regions: Regions): Price => {
  const { region = null, segment = null, channel = null } = onlyFor ?? {};
  if (region === null && segment === null && channel === null) return price;
  const countries = countriesOf(region, place, regions);
  return { ...price, onlyFor: { region, countries, segment, channel: readChannel(channel, place) } };
};

const readChannel = (channel: string | null, place: Place): SalesChannel | null => {
  if (channel === null || isSalesChannel(channel)) return channel;
  const message = `There is no channel "${channel}". Name online or sales, or leave the channel out.`;
  throw refusePlan("channel_unknown", [...place, "onlyFor", "channel"], message);
};

const countriesOf = (region: string | null, place: Place, regions: Regions): readonly string[] => {
  if (region === null) return [];
  const countries = countriesOfRegion(region, regions);
  if (countries) return countries;
  const message = `There is no region ${region}. Name a country by its two letters, or register the region first.`;
  throw refusePlan("region_unknown", [...place, "onlyFor", "region"], message);
};

const pricesOf = (definition: ChargeDefinition): readonly DefinedPrice[] => {
  if (definition.model === undefined) return definition.prices;
  const { model, prices: general, specialPrices = [] } = definition;
  return [
    ...pricesOfTable(model, general),
    ...specialPrices.flatMap(({ onlyFor, prices: special }) =>
      pricesOfTable(model, special).map((price) => ({ ...price, onlyFor })),
    ),
  ];
};

const pricesOfTable = (model: "flat" | "per_unit", table: PriceTable): DefinedPrice[] =>
  Object.entries(table).flatMap(([currency, byInterval]) =>
    Object.entries(byInterval).map(([interval, price]) => ({
      currency,
      interval: interval === "month" || interval === "year" ? everyOne(interval) : null,
      terms: { model, price },
    })),
  );
