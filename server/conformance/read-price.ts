import { ONE, percentOf, type Rational, ZERO } from "@/server/kernel";
import {
  type PercentagePrice,
  type QuantityPrice,
  type RatingConventions,
  type Tier,
  type UsageWindow,
  type WindowRule,
  windowRule,
} from "@/server/rating/core";
import type { CaseInput } from "./case-input";
import { CaseRefusal } from "./case-refusal";
import { oneOf } from "./conventions";

export const ratingConventions = {
  tierBound: oneOf("inclusive", "exclusive"),
  zeroUsageFlatFee: oneOf("charge", "skip"),
  boundedLastTier: oneOf("error", "cap", "last_tier"),
  negative: oneOf("mirror", "zero"),
  includedReading: oneOf("subtract", "shift_bounds"),
};

/** The format's defaults, for operations that rate without options of their own. */
export const defaultRating: RatingConventions = {
  tierBound: ratingConventions.tierBound.fallback,
  zeroUsageFlatFee: ratingConventions.zeroUsageFlatFee.fallback,
  boundedLastTier: ratingConventions.boundedLastTier.fallback,
  negative: ratingConventions.negative.fallback,
  includedReading: ratingConventions.includedReading.fallback,
};

const orZero = (number: Rational | null): Rational => number ?? ZERO;

const readTiers = (model: CaseInput): Tier[] =>
  model.list("tiers").map((tier) => ({
    upTo: tier.optionalNumber("upTo"),
    unitPrice: orZero(tier.optionalNumber("unitPrice")),
    flatFee: orZero(tier.optionalNumber("flatFee")),
    cap: tier.optionalNumber("cap"),
  }));

// A percentage of an amount is a price per unit of money.
const readPercentTiers = (model: CaseInput): Tier[] =>
  model.list("tiers").map((tier) => ({
    upTo: tier.optionalNumber("upTo"),
    unitPrice: percentOf(orZero(tier.optionalNumber("rate")), ONE),
    flatFee: orZero(tier.optionalNumber("flatFee")),
    cap: tier.optionalNumber("cap"),
  }));

const readBlockTiers = (model: CaseInput) =>
  model.list("tiers").map((tier) => ({
    blockSize: tier.number("blockSize"),
    maxBlocks: tier.optionalNumber("maxBlocks"),
    blockPrice: tier.number("blockPrice"),
  }));

const readers: Readonly<Record<string, (model: CaseInput) => QuantityPrice>> = {
  flat: (model) => ({ model: "flat", amount: model.number("amount") }),
  per_unit: (model) => ({ model: "per_unit", unitPrice: model.number("unitPrice") }),
  package: (model) => ({
    model: "package",
    size: model.number("size"),
    price: model.number("price"),
    free: orZero(model.optionalNumber("free")),
  }),
  graduated: (model) => ({ model: "graduated", tiers: readTiers(model), block: model.optionalNumber("block") }),
  volume: (model) => ({ model: "volume", tiers: readTiers(model), block: model.optionalNumber("block") }),
  stairstep: (model) => ({ model: "stairstep", tiers: readTiers(model), block: model.optionalNumber("block") }),
  stairstep_cumulative: (model) => ({
    model: "stairstep_cumulative",
    tiers: readTiers(model),
    block: model.optionalNumber("block"),
  }),
  graduated_percentage: (model) => ({
    model: "graduated_percentage",
    tiers: readPercentTiers(model),
    block: model.optionalNumber("block"),
  }),
  graduated_blocks: (model) => ({ model: "graduated_blocks", tiers: readBlockTiers(model) }),
  volume_blocks: (model) => ({ model: "volume_blocks", tiers: readBlockTiers(model) }),
};

const modelNameOf = (model: CaseInput): string => {
  const name = model.raw("type");
  if (typeof name !== "string") throw new CaseRefusal("bad_model");
  return name;
};

export const readChargePrice = (model: CaseInput): QuantityPrice => {
  const name = modelNameOf(model);
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (!read) throw new CaseRefusal("bad_model");
  return read(model);
};

export const readGraduatedTiers = (model: CaseInput): Tier[] => {
  if (modelNameOf(model) !== "graduated") throw new CaseRefusal("bad_model");
  return readTiers(model);
};

export const readPercentagePrice = (model: CaseInput): PercentagePrice => ({
  rate: model.number("rate"),
  fixedFee: orZero(model.optionalNumber("fixedFee")),
  minPerEvent: model.optionalNumber("minPerEvent"),
  maxPerEvent: model.optionalNumber("maxPerEvent"),
  freeEvents: model.optionalCount("freeEvents"),
  freeAmount: model.optionalNumber("freeAmount"),
});

const readRule = (rule: CaseInput): WindowRule =>
  windowRule({
    unitPrice: rule.number("unitPrice"),
    commitment: rule.optionalNumber("commitment"),
    commitmentUnits: rule.optionalNumber("commitmentUnits"),
    overageFactor: rule.optionalNumber("overageFactor") ?? ONE,
    hasTrueUp: rule.flag("trueUp"),
  });

export const readWindows = (input: CaseInput): UsageWindow[] => {
  const rules = input.object("model").object("rules");
  return input.list("windows").map((window) => {
    const name = window.text("rule");
    if (!rules.has(name)) throw new CaseRefusal("bad_input");
    return { rule: readRule(rules.object(name)), quantity: window.number("quantity") };
  });
};
