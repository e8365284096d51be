import { formatRational, type Interval, intervalUnits, parseRational } from "@/server/kernel";
import { type PriceScope, writeScope } from "./price-scope";
import type { Charge, FeatureValue, Price, PriceTerms, RatePlan, Rollover } from "./rate-plan";

const planFields = ["name", "quantityMin", "quantityMax", "sellsParts", "trialDays", "terms", "taxCode"] as const;
const chargeFields = [
  "name",
  "kind",
  "timing",
  "followsQuantity",
  "included",
  "rollover",
  "meter",
  "proration",
] as const;

export type PlanField = (typeof planFields)[number];
export type ChargeField = (typeof chargeFields)[number];

/** One thing that is not the same in two versions; null where one of them does not have it. */
export type VersionDifference =
  | { readonly of: "plan"; readonly field: PlanField; readonly before: string | null; readonly after: string | null }
  | {
      readonly of: "charge";
      readonly charge: string;
      readonly field: ChargeField;
      readonly before: string | null;
      readonly after: string | null;
    }
  | {
      readonly of: "price";
      readonly charge: string;
      readonly currency: string;
      readonly interval: Interval | null;
      /** For whom the price is alone; without it, for everybody. */
      readonly onlyFor?: PriceScope;
      readonly before: PriceTerms | null;
      readonly after: PriceTerms | null;
    }
  | {
      readonly of: "options";
      readonly charge: string;
      readonly currency: string;
      readonly interval: Interval | null;
      /** For whom the price is alone; without it, for everybody. */
      readonly onlyFor?: PriceScope;
      readonly before: PriceBeside | null;
      readonly after: PriceBeside | null;
    }
  | {
      readonly of: "feature";
      readonly feature: string;
      readonly before: FeatureValue | null;
      readonly after: FeatureValue | null;
    };

/** What a charge has beside the figures of its price. */
export type PriceBeside = Pick<Price, "options" | "pricedPer">;

/** What another version changes: of the plan, of its charges and their prices by key, and of what it gives. */
export const compareVersions = (before: RatePlan, after: RatePlan): VersionDifference[] => [
  ...planFields.flatMap((field): VersionDifference[] =>
    before[field] === after[field]
      ? []
      : [{ of: "plan", field, before: written(before[field]), after: written(after[field]) }],
  ),
  ...joinBy(before.charges, after.charges, ({ key }) => key).flatMap(compareCharges),
  ...compareFeatures(before.features, after.features),
];

const written = (value: string | number | boolean | null): string | null => (value === null ? null : String(value));

type Pair<Item> = readonly [Item | null, Item | null];

/** What both have, what only the first has, and what only the second has, in the order of the second. */
const joinBy = <Item>(before: readonly Item[], after: readonly Item[], keyOf: (item: Item) => string): Pair<Item>[] => {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const kept = new Set(after.map(keyOf));
  return [
    ...after.map((item): Pair<Item> => [old.get(keyOf(item)) ?? null, item]),
    ...before.filter((item) => !kept.has(keyOf(item))).map((item): Pair<Item> => [item, null]),
  ];
};

const writeRollover = (rollover: Rollover | null): string | null =>
  rollover &&
  [
    ...(rollover.periods === undefined ? [] : [`periods ${rollover.periods}`]),
    ...(rollover.units === undefined ? [] : [`units ${rollover.units}`]),
  ].join(", ");

const fieldOf = (charge: Charge | null, field: ChargeField): string | null => {
  if (charge === null) return null;
  if (field === "included") return formatRational(parseRational(charge.included));
  if (field === "rollover") return writeRollover(charge.rollover ?? null);
  if (field === "proration") return charge.proration ?? null;
  if (field !== "meter") return String(charge[field]);
  return charge.meter && `${charge.meter.key} (${charge.meter.aggregation})`;
};

const compareCharges = ([before, after]: Pair<Charge>): VersionDifference[] => {
  const charge = (after ?? before)?.name ?? "";
  const fields = before && after ? chargeFields : (["name"] as const);
  return [
    ...fields.flatMap((field): VersionDifference[] => {
      const [old, now] = [fieldOf(before, field), fieldOf(after, field)];
      return old === now ? [] : [{ of: "charge", charge, field, before: old, after: now }];
    }),
    ...comparePrices(charge, before?.prices ?? [], after?.prices ?? []),
  ];
};

const placeOf = ({ currency, interval, onlyFor }: Price): string =>
  `${currency} ${interval?.unit} ${interval?.count} ${onlyFor ? writeScope(onlyFor) : ""}`;

const comparePrices = (charge: string, before: readonly Price[], after: readonly Price[]): VersionDifference[] =>
  joinBy(before, after, placeOf)
    .flatMap(([old, now]): PriceDifference[] => {
      const price = now ?? old;
      if (!price) return [];
      const of = {
        charge,
        currency: price.currency,
        interval: price.interval,
        ...(price.onlyFor ? { onlyFor: price.onlyFor } : {}),
      };
      const [before, after] = [besideOf(old), besideOf(now)];
      return [
        ...(isSame(old?.terms, now?.terms)
          ? []
          : [{ of: "price" as const, ...of, before: old?.terms ?? null, after: now?.terms ?? null }]),
        ...(isSame(before, after) ? [] : [{ of: "options" as const, ...of, before, after }]),
      ];
    })
    .sort((a, b) => lengthOf(a) - lengthOf(b) || (a.currency < b.currency ? -1 : 1));

type PriceDifference = Extract<VersionDifference, { readonly of: "price" | "options" }>;

const besideOf = (price: Price | null): PriceBeside | null => {
  const { options, pricedPer } = price ?? {};
  return options || pricedPer ? { ...(options ? { options } : {}), ...(pricedPer ? { pricedPer } : {}) } : null;
};

/** Prices are kept in no order: shorter intervals come first, then the codes of the currencies. */
const lengthOf = ({ interval }: PriceDifference): number => (interval ? intervalUnits.indexOf(interval.unit) : -1);

type Features = RatePlan["features"];

const compareFeatures = (before: Features, after: Features): VersionDifference[] =>
  [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((feature): VersionDifference[] => {
    const [old, now] = [before[feature] ?? null, after[feature] ?? null];
    return isSame(old, now) ? [] : [{ of: "feature", feature, before: old, after: now }];
  });

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The database keeps the fields of a price in an order of its own. */
const isSame = (a: unknown, b: unknown): boolean => {
  if (!isRecord(a) || !isRecord(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
};
