import { formatRational, type Rational, sumRationals, ZERO } from "@/server/kernel";
import {
  adjustRating,
  checkTiers,
  type RatingConventions,
  rateGraduatedChanges,
  rateProgress,
  rateQuantity,
  rateTransactions,
  rateWindows,
  tallyTransactions,
} from "@/server/rating/core";
import type { CaseInput } from "../case-input";
import { type Conventions, optionalWholeNumber, rounding } from "../conventions";
import { operation } from "../operation";
import {
  ratingConventions,
  readChargePrice,
  readGraduatedTiers,
  readPercentagePrice,
  readWindows,
} from "../read-price";
import { writeRounded } from "../write-amounts";

const known = { ...ratingConventions, places: optionalWholeNumber, rounding };
type Known = Conventions<typeof known>;

type Rated = {
  readonly amount: Rational;
  readonly billed: Rational;
  readonly details: Readonly<Record<string, unknown>>;
};

const rated = (amount: Rational, details: Rated["details"] = {}): Rated => ({ amount, billed: ZERO, details });

const textOrNothing = (name: string, value: Rational | null) => (value ? { [name]: formatRational(value) } : {});

const rateOne = (input: CaseInput, conventions: RatingConventions): Rated => {
  const price = readChargePrice(input.object("model"));
  const included = input.optionalNumber("included") ?? ZERO;
  const quantity = input.number("quantity");
  const previous = input.optionalObject("previous");
  if (previous) {
    const progress = { quantity, previous: previous.number("quantity"), billed: previous.optionalNumber("billed") };
    const { amount, billed, billableQuantity } = rateProgress(price, progress, included, conventions);
    return { amount, billed, details: { billableQuantity: formatRational(billableQuantity) } };
  }
  const { amount, tiers, billableQuantity, roundedQuantity, billedUnits } = rateQuantity(
    price,
    quantity,
    included,
    conventions,
  );
  return rated(amount, {
    billableQuantity: formatRational(billableQuantity),
    ...textOrNothing("roundedQuantity", roundedQuantity),
    ...textOrNothing("billedUnits", billedUnits),
    ...(tiers && {
      tiers: tiers.map((tier) => ({ quantity: formatRational(tier.quantity), amount: formatRational(tier.amount) })),
    }),
  });
};

const rateParts = (input: CaseInput, conventions: RatingConventions): Rated =>
  rated(sumRationals(input.list("parts").map((part) => rateOne(part, conventions).amount)));

const rateChanges = (input: CaseInput): Rated => {
  const tiers = readGraduatedTiers(input.object("model"));
  checkTiers(tiers);
  const changes = input
    .list("deltas")
    .map((delta) => ({ units: delta.number("units"), proratedUnits: delta.number("proratedUnits") }));
  return rated(rateGraduatedChanges(tiers, changes));
};

const rateInput = (input: CaseInput, conventions: Known): Rated => {
  if (input.has("parts")) return rateParts(input, conventions);
  if (input.has("deltas")) return rateChanges(input);
  const model = input.object("model");
  if (model.raw("type") !== "percentage") return rateOne(input, conventions);
  const price = readPercentagePrice(model);
  return rated(rateTransactions(price, tallyTransactions(price, input.numbers("events"))));
};

const answerWindows = (input: CaseInput) => {
  const { windows, utilised, overage, trueUp, amount } = rateWindows(readWindows(input));
  return {
    windows: windows.map(formatRational),
    utilised: formatRational(utilised),
    overage: formatRational(overage),
    trueUp: formatRational(trueUp),
    amount: formatRational(amount),
  };
};

export const priceRate = operation(known, (input, conventions) => {
  if (input.optionalObject("model")?.raw("type") === "windowed") return answerWindows(input);
  const { amount, billed, details } = rateInput(input, conventions);
  const given = input.optionalObject("adjustments");
  const adjusted = adjustRating(amount, billed, {
    amountOff: given?.optionalNumber("amountOff") ?? null,
    percentOff: given?.optionalNumber("percentOff") ?? null,
    minimum: given?.optionalNumber("minimum") ?? null,
    maximum: given?.optionalNumber("maximum") ?? null,
  });
  return {
    ...details,
    amount: formatRational(amount),
    ...writeRounded(amount, input.optionalCurrency(), conventions),
    ...Object.fromEntries(Object.entries(adjusted).map(([name, value]) => [name, formatRational(value)])),
  };
});
