import { listRatePlanVersions } from "@/server/catalog";
import {
  type Charge,
  compareVersions,
  type PriceScope,
  type RatePlanState,
  type RatePlanVersion,
  type Rollover,
  rankOfScope,
  stateOfVersion,
  type VersionDifference,
} from "@/server/catalog/core";
import { DomainError, formatRational, type Interval, parseRational, rational, sumMinor } from "@/server/kernel";
import { listOffers, type PricingView } from "@/server/orders";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { getSellerByKey } from "@/server/sellers";
import { markets } from "@/server/sellers/core";
import { countSubscriptionsByRatePlan } from "./catalog-queries";
import {
  currenciesOf,
  firstQuantity,
  firstUsage,
  intervalsOf,
  type ListedPrice,
  presentVersion,
  priceFor,
  toListedPrice,
  type WorkedExample,
  workExample,
} from "./core";

/** How many somebody asks for; what was typed may be no number. */
export type AskedCount = bigint | "unreadable";

export type ReadCatalogPlan = {
  readonly key: string;
  /** Which version is looked at; null for the one that stands for the plan. */
  readonly version: number | null;
  /** Which version it is compared with; null for the one before it. */
  readonly against: number | null;
  readonly currency: string | null;
  readonly interval: Interval | null;
  /** Of the subscription, for the worked example. */
  readonly quantity: AskedCount | null;
  /** By the key of a usage charge, how much of it is used in an interval. */
  readonly used: Readonly<Record<string, AskedCount | null>>;
};

export type VersionInList = Pick<RatePlanVersion, "version" | "publishedAt"> & {
  readonly state: RatePlanState;
  readonly subscriptionCount: number;
};

export type PriceInList = {
  readonly currency: string;
  readonly price: ListedPrice;
  readonly example: WorkedExample | null;
};

export type SpecialPriceInList = Pick<PriceInList, "currency" | "price"> & {
  readonly interval: Interval | null;
  readonly onlyFor: PriceScope;
};

export type ChargeInPlan = Pick<Charge, "key" | "name" | "kind" | "timing" | "followsQuantity" | "meter"> & {
  /** How a part of a period is charged; null where it is as the policy says. */
  readonly proration: Exclude<Charge["proration"], undefined>;
  /** Units that the price includes; null where it includes none. */
  readonly included: string | null;
  /** How what is unused of them goes on; null where it ends with its period. */
  readonly rollover: Rollover | null;
  /** How many the examples are worked out for; null where that is no number. */
  readonly quantity: bigint | null;
  readonly terms: ReadonlyArray<{ readonly interval: Interval | null; readonly prices: readonly PriceInList[] }>;
  /** Prices that are for some alone, in the order in which they go before the one for everybody. */
  readonly special: readonly SpecialPriceInList[];
  /** The price that is worked out step by step; null where the charge is not sold so. */
  readonly chosen: PriceInList | null;
};

/** The plan as its price list shows it to a business in this country. */
export type OfferOfPlan = { readonly view: PricingView; readonly plan: PricingView["plans"][number] };

export type CatalogPlanView = {
  readonly plan: RatePlanVersion;
  readonly state: RatePlanState;
  /** Newest first. */
  readonly versions: readonly VersionInList[];
  readonly compared: { readonly against: number; readonly differences: readonly VersionDifference[] } | null;
  readonly currencies: readonly string[];
  readonly intervals: readonly Interval[];
  readonly currency: string;
  readonly interval: Interval | null;
  readonly quantity: bigint | null;
  /** Whether the plan is sold in this quantity; nothing is worked out where it is not. */
  readonly isQuantitySold: boolean;
  readonly charges: readonly ChargeInPlan[];
  /** All that is charged for the interval, before tax; null where it cannot be said. */
  readonly totalMinor: bigint | null;
  /** Null where the price list does not show this version so. */
  readonly offer: OfferOfPlan | null;
};

const unknownPlan = (): DomainError =>
  new DomainError("not_found", "catalog.plan_unknown", "There is no such rate plan.");

/** A rate plan with its versions and prices, and what a quantity comes to at each of them. */
export const readCatalogPlan = async (ctx: ServiceContext, input: ReadCatalogPlan): Promise<CatalogPlanView> => {
  requirePermission(ctx.actor, "catalog:read");
  const versions = await listRatePlanVersions(ctx, { keys: [input.key] });
  const plan =
    input.version === null ? presentVersion(versions) : versions.find(({ version }) => version === input.version);
  if (!plan) throw unknownPlan();
  const counts = await countSubscriptionsByRatePlan(
    ctx,
    versions.map(({ id }) => id),
  );
  const priced = workOutPlan(plan, input);
  return {
    plan,
    state: stateOfVersion(plan),
    versions: versions
      .toSorted((a, b) => b.version - a.version)
      .map((one) => ({
        version: one.version,
        publishedAt: one.publishedAt,
        state: stateOfVersion(one),
        subscriptionCount: counts.get(one.id) ?? 0,
      })),
    compared: compareWith(versions, plan, input.against),
    ...priced,
    offer: await findOffer(ctx, plan, priced),
  };
};

const compareWith = (
  versions: readonly RatePlanVersion[],
  plan: RatePlanVersion,
  asked: number | null,
): CatalogPlanView["compared"] => {
  const before = versions.filter(({ version }) => version < plan.version).toSorted((a, b) => b.version - a.version);
  const against = versions.find(({ version }) => version === asked && version !== plan.version) ?? before[0];
  return against ? { against: against.version, differences: compareVersions(against, plan) } : null;
};

type Example = {
  readonly plan: RatePlanVersion;
  readonly currency: string;
  readonly interval: Interval | null;
  readonly quantity: bigint | null;
  readonly isQuantitySold: boolean;
  readonly used: ReadCatalogPlan["used"];
};

type PricedPlan = Omit<CatalogPlanView, "plan" | "state" | "versions" | "compared" | "offer">;

const workOutPlan = (plan: RatePlanVersion, input: ReadCatalogPlan): PricedPlan => {
  const currencies = currenciesOf(plan);
  const intervals = intervalsOf(plan.charges);
  const currency = currencies.find((code) => code === input.currency) ?? currencies[0] ?? "";
  const asked = intervals.find(({ unit, count }) => unit === input.interval?.unit && count === input.interval.count);
  const interval = asked ?? intervals[0] ?? null;
  const quantity = readable(input.quantity ?? firstQuantity(plan));
  const isQuantitySold = quantity !== null && plan.quantityMin <= quantity && quantity <= plan.quantityMax;
  const charges = plan.charges.map((charge) =>
    toChargeInPlan(charge, { plan, currency, interval, quantity, isQuantitySold, used: input.used }),
  );
  const totalMinor = totalOf(charges);
  return { currencies, intervals, currency, interval, quantity, isQuantitySold, charges, totalMinor };
};

const readable = (count: AskedCount): bigint | null => (count === "unreadable" ? null : count);

const quantityOf = (charge: Charge, { used, quantity, currency, interval }: Example): bigint | null => {
  if (charge.kind === "usage") {
    return readable(used[charge.key] ?? firstUsage(priceFor(charge, currency, interval)));
  }
  return charge.followsQuantity ? quantity : 1n;
};

const toChargeInPlan = (charge: Charge, example: Example): ChargeInPlan => {
  const { key, name, kind, timing, followsQuantity, meter, rollover = null, proration = null } = charge;
  const included = parseRational(charge.included);
  const quantity = quantityOf(charge, example);
  const isWorkedOut = quantity !== null && (example.isQuantitySold || !followsQuantity);
  const toPrice = (price: Charge["prices"][number]): PriceInList => ({
    currency: price.currency,
    price: toListedPrice(price),
    example: isWorkedOut ? workExample(charge, price, rational(quantity)) : null,
  });
  const chosen = priceFor(charge, example.currency, example.interval);
  return {
    ...{ key, name, kind, timing, followsQuantity, meter, rollover, proration, quantity },
    included: included.n === 0n ? null : formatRational(included),
    terms: (kind === "one_time" ? [null] : intervalsOf([charge])).map((interval) => ({
      interval,
      prices: currenciesOf({ charges: [charge] }).flatMap((currency) => {
        const price = priceFor(charge, currency, interval);
        return price ? [toPrice(price)] : [];
      }),
    })),
    special: listSpecial(charge),
    chosen: chosen && toPrice(chosen),
  };
};

/** The most special first: whoever several apply to gets the first. */
const listSpecial = ({ prices }: Charge): SpecialPriceInList[] =>
  prices
    .flatMap((price) => (price.onlyFor ? [{ ...price, onlyFor: price.onlyFor }] : []))
    .toSorted((a, b) => rankOfScope(b.onlyFor) - rankOfScope(a.onlyFor) || (a.currency < b.currency ? -1 : 1))
    .map(({ currency, interval, onlyFor, ...price }) => ({
      ...{ currency, interval, onlyFor },
      price: toListedPrice(price),
    }));

/** What is charged once is no part of an interval. */
const totalOf = (charges: readonly ChargeInPlan[]): bigint | null => {
  const amounts = charges
    .filter(({ kind }) => kind !== "one_time")
    .map(({ chosen }) => (chosen?.example ? chosen.example.amountMinor + chosen.example.trueUpMinor : null));
  return amounts.length === 0 || amounts.includes(null) ? null : sumMinor(amounts.map((amount) => amount ?? 0n));
};

const isListed = (plan: RatePlanVersion): boolean => stateOfVersion(plan) === "on_sale" && !plan.isAddOn;

/** The country that a currency is priced for: its seller's own, or the first that is sold to in it. */
const countryOf = async (ctx: ServiceContext, currency: string): Promise<string | null> => {
  const own = markets.filter((market) => market.currency === currency);
  const [first] = own;
  if (!first) return null;
  const seller = await getSellerByKey(ctx, first.sellerKey);
  return (own.find(({ country }) => country === seller.country) ?? first).country;
};

const findOffer = async (
  ctx: ServiceContext,
  plan: RatePlanVersion,
  { currency, interval, quantity, isQuantitySold }: PricedPlan,
): Promise<OfferOfPlan | null> => {
  const term = (["month", "year"] as const).find((unit) => interval?.unit === unit && interval.count === 1);
  if (!isListed(plan) || !term || !isQuantitySold) return null;
  const country = await countryOf(ctx, currency);
  if (!country) return null;
  const asked = { country, currency, buyer: "business", term, seats: Number(quantity) } as const;
  const view = await listOffers(ctx, { ...asked, product: plan.productKey });
  const offer = view.plans.find(({ ratePlanKey }) => ratePlanKey === plan.key);
  return offer && !offer.priceMissing ? { view, plan: offer } : null;
};
