import { checkAmount, checkPercent, checkQuantity, checkUnitPrice, isAbove, optional } from "./check-figure";
import { checkBlockTiers, checkTierPrices } from "./check-tiers";
import type { PricedCharge } from "./priced-charge";
import { type Place, refusePlan } from "./refuse-plan";

type Fields = Readonly<Record<string, unknown>>;
type Check = (terms: Fields, place: Place, charge: PricedCharge) => void;

const checkTiered: Check = (terms, place, charge) => {
  optional(terms.block, (block) => checkQuantity(block, [...place, "block"], true));
  checkTierPrices(terms, place, charge);
};

const checkPackage: Check = (terms, place, { currency, unitsMax }) => {
  checkUnitPrice(terms.price, [...place, "price"], currency, unitsMax);
  checkQuantity(terms.size, [...place, "size"], true);
  checkQuantity(terms.free, [...place, "free"], false);
};

const checkPercentage: Check = (terms, place, { currency }) => {
  const unit = (name: string) => (given: unknown) => checkUnitPrice(given, [...place, name], currency, 1);
  checkPercent(terms.rate, [...place, "rate"]);
  unit("fixed")(terms.fixed);
  const [least, most] = [optional(terms.least, unit("least")), optional(terms.most, unit("most"))];
  if (isAbove(least, most)) {
    throw refusePlan(
      "options_contradict",
      [...place, "least"],
      "The least of a transaction is above the most. Lower it.",
    );
  }
  optional(terms.free_amount, unit("free_amount"));
  const { free_events: free } = terms;
  if (free !== null && free !== undefined && !(Number.isSafeInteger(free) && Number(free) >= 0)) {
    throw refusePlan("figure_unreadable", [...place, "free_events"], "Give a whole number of transactions.");
  }
};

const isPair = (given: unknown): given is readonly [string, string] =>
  Array.isArray(given) && given.length === 2 && given.every((one) => typeof one === "string" && one !== "");

const checkMatrix: Check = ({ properties, cells, otherwise }, place, { currency }) => {
  if (!isPair(properties) || properties[0] === properties[1]) {
    throw refusePlan("matrix_properties", [...place, "properties"], "Name two properties of an event that differ.");
  }
  if (!Array.isArray(cells) || cells.length === 0) {
    throw refusePlan("matrix_cells", [...place, "cells"], "Give at least one pair of values its price.");
  }
  const known = new Set<string>();
  for (const [at, { values, price }] of cells.entries()) {
    const at1 = [...place, "cells", String(at + 1)];
    const written = JSON.stringify(values);
    if (!isPair(values))
      throw refusePlan("matrix_cells", [...at1, "values"], "Give two values, one for each property.");
    if (known.has(written)) {
      throw refusePlan(
        "matrix_cells",
        [...at1, "values"],
        "These two values have a price already. Leave one of them out.",
      );
    }
    known.add(written);
    checkUnitPrice(price, [...at1, "price"], currency, 1);
  }
  optional(otherwise, (given) => checkUnitPrice(given, [...place, "otherwise"], currency, 1));
};

const checks: Readonly<Record<string, Check>> = {
  flat: ({ price }, place, { currency }) => {
    checkAmount(price, [...place, "price"], currency);
  },
  per_unit: ({ price }, place, { currency, unitsMax }) => {
    checkUnitPrice(price, [...place, "price"], currency, unitsMax);
  },
  package: checkPackage,
  graduated: checkTiered,
  volume: checkTiered,
  stairstep: checkTiered,
  stairstep_cumulative: checkTiered,
  graduated_percentage: checkTiered,
  graduated_blocks: checkBlockTiers,
  volume_blocks: checkBlockTiers,
  percentage: checkPercentage,
  matrix: checkMatrix,
  carried: () => undefined,
};

/** Refuses a price with a figure that cannot be charged, or that leaves a quantity without one. */
export const checkPrice = (place: Place, charge: PricedCharge): void => {
  const { terms } = charge.price;
  const check = Object.hasOwn(checks, terms.model) ? checks[terms.model] : undefined;
  if (!check) throw refusePlan("model_unknown", [...place, "model"], `There is no charge model ${terms.model}.`);
  check(terms, place, charge);
};
