import type { MeterAggregation } from "../rate-plan";
import { checkQuantity } from "./check-figure";
import type { DefinedCharge } from "./priced-charge";
import { type Place, refusePlan } from "./refuse-plan";

/** Ten years of months: what goes on for longer has a limit of units instead. */
const periodsMax = 120;

const used: readonly MeterAggregation[] = ["sum", "count"];

const contradiction = (place: Place, message: string) => refusePlan("options_contradict", place, message);

/** Refuses units that go on from one period into the next where nothing could, or without an end. */
export const checkRollover = ({ meter, included, rollover, prices }: DefinedCharge, given: Place): void => {
  if (!rollover) return;
  const place = [...given, "rollover"];
  if (meter === null) {
    throw contradiction(place, "Only units of usage go on into the next period. Leave it out.");
  }
  if (Number(included) === 0) {
    throw contradiction(place, "The charge includes no units that could go on. Include some, or leave it out.");
  }
  if (!used.includes(meter.aggregation)) {
    throw contradiction(place, "Units are used up by what adds up. Name a meter that is a sum or a count.");
  }
  if (prices.some(({ terms }) => terms.model === "flat")) {
    throw contradiction(place, "A flat price is the same whatever is used. Give the units a price, or leave it out.");
  }
  const { periods, units } = rollover;
  if (periods === undefined && units === undefined) {
    throw contradiction(place, "Units would go on without end. Say for how many periods, or how many at most.");
  }
  if (units !== undefined) checkQuantity(units, [...place, "units"], true);
  if (periods !== undefined && !(Number.isSafeInteger(periods) && periods >= 1 && periods <= periodsMax)) {
    throw refusePlan("figure_unreadable", [...place, "periods"], `Give a whole number from 1 to ${periodsMax}.`);
  }
};
