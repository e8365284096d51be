import { listRatePlanVersions } from "@/server/catalog";
import type { Charge } from "@/server/catalog/core";
import { groupBy, type Interval } from "@/server/kernel";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { countSubscriptionsByRatePlan } from "./catalog-queries";
import {
  type CatalogEntry,
  type CatalogFilters,
  type CatalogSet,
  chooseFromCatalog,
  currenciesOf,
  type Facet,
  intervalsOf,
  type ListedPrice,
  listedPrice,
} from "./core";

export type CatalogPlan = CatalogEntry & {
  /** Of the version that stands for the plan. */
  readonly subscriptionCount: number;
  /** What each of its charges costs in the currency asked for and its shortest interval. */
  readonly prices: readonly CatalogPrice[];
};

export type CatalogPrice = {
  readonly charge: Pick<Charge, "key" | "name" | "kind">;
  readonly interval: Interval | null;
  /** Null where it is not sold in the currency. */
  readonly price: ListedPrice | null;
};

export type CatalogList = Pick<CatalogSet, "count" | "facets"> & {
  readonly products: ReadonlyArray<{
    readonly key: string;
    readonly name: string;
    readonly plans: readonly CatalogPlan[];
  }>;
  /** How many of the plans have prices in each currency. */
  readonly currencies: readonly Facet[];
  readonly currency: string;
  /** Of all products, by key. */
  readonly productNames: Readonly<Record<string, string>>;
};

export type ListCatalog = { readonly filters: CatalogFilters; readonly currency: string | null };

/** The rate plans that the filters let through, product by product, each by the version that stands for it. */
export const listCatalog = async (ctx: ServiceContext, { filters, currency }: ListCatalog): Promise<CatalogList> => {
  requirePermission(ctx.actor, "catalog:read");
  const versions = await listRatePlanVersions(ctx);
  const { count, facets, entries } = chooseFromCatalog(versions, filters);
  const counts = await countSubscriptionsByRatePlan(
    ctx,
    entries.map(({ plan }) => plan.id),
  );
  const currencies = countCurrencies(entries);
  const shown = currency ?? currencies[0]?.key ?? "EUR";
  const plans = entries.map((entry) => ({
    ...entry,
    subscriptionCount: counts.get(entry.plan.id) ?? 0,
    prices: entry.plan.charges.map((charge) => toPrice(charge, shown)),
  }));
  const products = [...groupBy(plans, ({ product }) => product)].map(([key, own]) => ({
    key,
    name: own[0]?.plan.productName ?? key,
    plans: own,
  }));
  const productNames = Object.fromEntries(versions.map(({ productKey, productName }) => [productKey, productName]));
  return { count, facets, products, productNames, currencies, currency: shown };
};

const toPrice = (charge: Charge, currency: string): CatalogPrice => {
  const [interval = null] = intervalsOf([charge]);
  const { key, name, kind } = charge;
  return { charge: { key, name, kind }, interval, price: listedPrice(charge, currency, interval) };
};

const countCurrencies = (entries: readonly CatalogEntry[]): Facet[] => {
  const all = entries.flatMap(({ plan }) => currenciesOf(plan));
  return [...groupBy(all, (currency) => currency)]
    .map(([key, own]) => ({ key, count: own.length }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
};
