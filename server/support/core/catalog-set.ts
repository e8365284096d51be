import { type RatePlanState, type RatePlanVersion, ratePlanStates, stateOfVersion } from "@/server/catalog/core";
import { groupBy } from "@/server/kernel";
import { countFacet, type Facet, isChosen } from "./facets";

export const catalogKinds = ["plan", "add_on"] as const;
export type CatalogKind = (typeof catalogKinds)[number];

export type CatalogFilters = {
  /** A piece of the name or key of a plan, of its product, or of one of its charges. */
  readonly query: string;
  readonly kind: CatalogKind | null;
  readonly state: RatePlanState | null;
  readonly product: string | null;
};

/** A rate plan by the version that stands for it. */
export type CatalogEntry = {
  readonly plan: RatePlanVersion;
  readonly kind: CatalogKind;
  readonly state: RatePlanState;
  readonly product: string;
  readonly versionCount: number;
};

export type CatalogSet = {
  readonly count: number;
  readonly entries: readonly CatalogEntry[];
  /** Each counts what choosing its value would show, with every other filter as it is. */
  readonly facets: Readonly<Record<"kind" | "product", readonly Facet[]>> & {
    readonly state: ReadonlyArray<{ readonly key: RatePlanState; readonly count: number }>;
  };
};

/** The version that stands for a plan: the newest that is sold, or the newest of all. */
export const presentVersion = <Version extends Pick<RatePlanVersion, "version" | "status" | "isOnSale">>(
  versions: readonly Version[],
): Version | undefined => {
  const newest = versions.toSorted((a, b) => b.version - a.version);
  return newest.find((one) => stateOfVersion(one) === "on_sale") ?? newest[0];
};

const toEntries = (versions: readonly RatePlanVersion[]): CatalogEntry[] =>
  [...groupBy(versions, ({ key }) => key).values()].flatMap((own) => {
    const plan = presentVersion(own);
    if (!plan) return [];
    const kind = plan.isAddOn ? "add_on" : "plan";
    return [{ plan, kind, state: stateOfVersion(plan), product: plan.productKey, versionCount: own.length }];
  });

const dimensions = ["kind", "state", "product"] as const;

const hasText = ({ plan }: CatalogEntry, query: string): boolean => {
  const text = query.toLowerCase();
  const { name, key, productName, productKey, charges } = plan;
  const words = [name, `${productName} ${name}`, key, productKey, ...charges.flatMap((one) => [one.name, one.key])];
  return words.some((word) => word.toLowerCase().includes(text));
};

/** The plans that the filters let through, in the order of the catalog, with the counts of what else could be chosen. */
export const chooseFromCatalog = (versions: readonly RatePlanVersion[], filters: CatalogFilters): CatalogSet => {
  const found = toEntries(versions).filter((entry) => hasText(entry, filters.query));
  const counted = found.map(({ kind, state, product }) => ({ kind, state, product, count: 1 }));
  const entries = found.filter((entry) => isChosen(entry, filters, dimensions));
  const facet = (dimension: (typeof dimensions)[number]) => countFacet(counted, filters, dimensions, dimension);
  const states = new Map(facet("state").map(({ key, count }) => [key, count]));
  return {
    count: entries.length,
    entries,
    facets: {
      kind: facet("kind"),
      state: ratePlanStates.filter((key) => states.has(key)).map((key) => ({ key, count: states.get(key) ?? 0 })),
      product: facet("product"),
    },
  };
};
