import { isPerUnit, type RatePlan } from "@/server/catalog/core";
import { compareRationals, invariant, rational, roundRational } from "@/server/kernel";
import { isTiered, readPrice } from "@/server/rating/core";

/** What the quantity of a plan counts; null where there is nothing to count. */
export type OfferUnit = "seat" | "viewer";

const unitFeatures: Readonly<Record<string, OfferUnit>> = {
  seats: "seat",
  sign_seats: "seat",
  insights_viewers: "viewer",
};

export const unitOf = ({ features }: RatePlan): OfferUnit | null =>
  Object.keys(features)
    .map((feature) => unitFeatures[feature])
    .find((unit) => unit !== undefined) ?? null;

const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max);

/** How many of a plan are sold to whoever asks for so many: what it takes, and whole steps where it is sold in steps. */
export const quantityOffered = (plan: RatePlan, asked: number): number => {
  if (!isPerUnit(plan)) return 1;
  const quantity = clamp(asked, plan.quantityMin, plan.quantityMax);
  return stepsOf(plan).find((bound) => quantity <= bound) ?? quantity;
};

const isSoldBy = (plan: RatePlan, model: string): boolean =>
  plan.charges.some(({ kind, prices }) => kind === "recurring" && prices.some(({ terms }) => terms.model === model));

/** An add-on goes with the seats where each seat is paid for; otherwise as many as are asked for, or the least. */
export const addOnQuantity = (plan: RatePlan, seats: number, asked: number | undefined): number =>
  quantityOffered(plan, isSoldBy(plan, "per_unit") ? seats : (asked ?? plan.quantityMin));

/** The quantities an add-on is chosen in, where it is sold in packages. */
export const packagesOf = (plan: RatePlan): number[] => {
  const prices = plan.charges.flatMap((charge) => charge.prices.map(({ terms }) => readPrice(terms)));
  const price = prices.find(({ model }) => model === "package");
  if (price?.model !== "package") return [];
  invariant(compareRationals(price.size, rational(0n)) > 0, "A package holds something.");
  const size = Number(roundRational(price.size));
  return Array.from({ length: Math.floor(plan.quantityMax / size) }, (_, at) => (at + 1) * size);
};

/** The largest quantity of each step that a plan is sold in. */
const stepsOf = (plan: RatePlan): number[] => {
  const price = plan.charges.flatMap(({ kind, prices }) => (kind === "recurring" ? prices : []))[0];
  const terms = price && readPrice(price.terms);
  if (!terms || !isTiered(terms) || terms.model !== "stairstep") return [];
  return terms.tiers.map(({ upTo }) => (upTo === null ? plan.quantityMax : Number(roundRational(upTo))));
};
