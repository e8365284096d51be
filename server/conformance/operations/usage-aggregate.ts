import {
  formatRational,
  instantOf,
  type Rational,
  type RoundingMode,
  roundRationalToPlaces,
  ZERO,
} from "@/server/kernel";
import { rateQuantity } from "@/server/rating/core";
import { type AggregationRule, aggregateUsage, aggregations, type UsageEvent } from "@/server/usage/core";
import type { CaseInput } from "../case-input";
import { CaseRefusal } from "../case-refusal";
import { oneOf, wholeNumber } from "../conventions";
import { operation } from "../operation";
import { defaultRating, readChargePrice } from "../read-price";
import { writeRounded } from "../write-amounts";

const known = {
  weightUnit: oneOf("period", "day", "hour"),
  basis: oneOf("second", "actual"),
  quantityRounding: oneOf("none", "round", "ceiling", "floor"),
  places: wholeNumber(0),
};

const modes: Readonly<Record<string, RoundingMode | null>> = {
  none: null,
  round: "half_away_from_zero",
  ceiling: "ceiling",
  floor: "floor",
};

const readOpening = (input: CaseInput): AggregationRule["opening"] => {
  const given = input.raw("opening");
  if (!Array.isArray(given)) return { level: input.optionalNumber("opening"), keys: [] };
  return { level: null, keys: given.map(String) };
};

const readOp = (given: CaseInput): UsageEvent["op"] => {
  const op = given.optionalText("op") ?? "add";
  if (op !== "add" && op !== "remove" && op !== "set") throw new CaseRefusal("bad_event");
  return op;
};

const readEvents = (input: CaseInput, zone: string): UsageEvent[] =>
  input.list("events").map((given) => ({
    at: instantOf(given.timePoint("at"), zone),
    value: given.optionalNumber("value") ?? ZERO,
    key: given.optionalText("key"),
    op: readOp(given),
  }));

const readRule = (input: CaseInput, zone: string): Omit<AggregationRule, "weightUnit" | "weightBasis"> => {
  const aggregation = aggregations.find((one) => one === input.raw("aggregation"));
  if (!aggregation) throw new CaseRefusal("bad_aggregation");
  return {
    aggregation,
    zone,
    serviceEnd: input.optionalTimePoint("serviceEnd"),
    opening: readOpening(input),
    bucket: input.raw("bucket") === "hour" ? "hour" : "day",
    dropsRemoved: input.flag("carryOver"),
  };
};

const readPeriods = (input: CaseInput) =>
  input.has("periods")
    ? input.list("periods").map((given) => ({ start: given.timePoint("start"), end: given.timePoint("end") }))
    : [input.span("period")];

const rateAmount = (input: CaseInput, quantity: Rational) => {
  const rate = input.optionalObject("rate");
  if (!rate) return {};
  const price = readChargePrice(rate.object("model"));
  const { amount } = rateQuantity(price, quantity, rate.optionalNumber("included") ?? ZERO, defaultRating);
  const { rounded } = writeRounded(amount, input.currency(), { places: null, rounding: "half_away_from_zero" });
  return { amount: rounded };
};

export const usageAggregate = operation(known, (input, conventions) => {
  const zone = input.zone();
  const rule = { ...readRule(input, zone), weightUnit: conventions.weightUnit, weightBasis: conventions.basis };
  const events = readEvents(input, zone);
  const mode = modes[conventions.quantityRounding] ?? null;
  const aggregated = readPeriods(input).map((period) => aggregateUsage(events, period, rule));
  const quantities = aggregated.map(({ quantity }) =>
    mode === null ? quantity : roundRationalToPlaces(quantity, conventions.places, mode),
  );
  const [only, another] = quantities;
  const isWeighted = rule.aggregation === "weighted_sum";
  const closing = aggregated.at(-1)?.closing;
  return {
    quantities: quantities.map(formatRational),
    ...(only && !another && { quantity: formatRational(only), ...rateAmount(input, only) }),
    ...(isWeighted && closing && { closing: formatRational(closing) }),
  };
});
