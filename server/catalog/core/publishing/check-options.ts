import { isWhole } from "@/server/kernel";
import { countPriced } from "../price-interval";
import type { Price } from "../rate-plan";
import { checkAmount, checkPercent, isAbove, optional } from "./check-figure";
import type { DefinedCharge, PricedCharge } from "./priced-charge";
import { type Place, refusePlan } from "./refuse-plan";

const contradiction = (place: Place, message: string) => refusePlan("options_contradict", place, message);

const ofEvents: readonly string[] = ["percentage", "matrix", "carried"];

/** Refuses what a charge of its kind cannot have. */
export const checkCharge = (charge: DefinedCharge, place: Place): void => {
  const { kind, meter, proration, included, prices } = charge;
  if (kind === "usage" && meter === null) {
    throw contradiction([...place, "meter"], "Usage is charged by what is counted. Name a meter.");
  }
  if (kind !== "usage" && meter !== null) {
    throw contradiction([...place, "meter"], "Only usage is counted. Make it a usage charge, or name no meter.");
  }
  if (kind !== "recurring" && proration) {
    throw contradiction(
      [...place, "proration"],
      "Only a recurring charge is charged for a part of a period. Leave it out.",
    );
  }
  const isPricedByEvents = prices.some(({ terms }) => ofEvents.includes(terms.model));
  if (!isPricedByEvents) return;
  if (kind !== "usage") {
    throw contradiction([...place, "kind"], "Single events are priced for usage alone. Make it a usage charge.");
  }
  if (meter?.aggregation !== "sum") {
    throw contradiction(
      [...place, "meter"],
      "Single events are priced by their values. Name a meter that adds them up.",
    );
  }
  if (Number(included) !== 0) {
    throw contradiction(
      [...place, "included"],
      "Single events include no units. Give the price a free part, or a default.",
    );
  }
};

const checkInterval = (kind: DefinedCharge["kind"], { interval, pricedPer }: Price, place: Place): void => {
  if ((kind === "one_time") !== (interval === null)) {
    const remedy = kind === "one_time" ? "Leave it out." : "Give one.";
    throw contradiction([...place, "interval"], `Only what is charged once has no interval. ${remedy}`);
  }
  if (!pricedPer) return;
  const at = [...place, "pricedPer"];
  if (kind !== "recurring" || !interval) {
    throw contradiction(
      at,
      "Only a recurring price can be for another interval than the one that is billed. Leave it out.",
    );
  }
  const count = countPriced(interval, pricedPer);
  if (!count || !isWhole(count)) {
    const billed = `${interval.count} ${interval.unit}`;
    throw contradiction(at, `No whole number of its intervals makes up ${billed}. Give one that does.`);
  }
};

/** Refuses options that contradict each other, their charge or their price. */
export const checkOptions = (place: Place, { charge, price, currency }: PricedCharge): void => {
  checkInterval(charge.kind, price, place);
  const { options } = price;
  if (!options) return;
  const amount = (name: "amount_off" | "minimum" | "maximum" | "commitment") =>
    optional(options[name], (given) => checkAmount(given, [...place, name], currency));
  amount("amount_off");
  optional(options.percent_off, (given) => checkPercent(given, [...place, "percent_off"]));
  const [minimum, maximum, commitment] = [amount("minimum"), amount("maximum"), amount("commitment")];
  if (charge.kind === "one_time")
    throw contradiction(place, "What is charged once has a price alone. Leave the options out.");
  if (isAbove(minimum, maximum)) {
    throw contradiction([...place, "minimum"], "The minimum is above the maximum. Lower it.");
  }
  if (commitment === null) return;
  if (charge.kind !== "usage") {
    throw contradiction([...place, "commitment"], "Usage is what is made up to a commitment. Give a minimum instead.");
  }
  if (minimum !== null) {
    throw contradiction([...place, "commitment"], "A minimum fills up the same line. Give one of the two.");
  }
  if (isAbove(commitment, maximum)) {
    throw contradiction([...place, "commitment"], "The commitment is above the maximum. Lower it.");
  }
};
