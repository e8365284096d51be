import type { ChargeFactors, CountedUsage } from "@/server/billing/core";
import { divideRationals, rational } from "@/server/kernel";
import type { ExplainedStep } from "./explain-price";
import { writeExactQuantity } from "./write-exact";

type Counted = Pick<ChargeFactors, "quantity" | "counted">;
type Level = Extract<CountedUsage, { readonly kind: "level" }>;

const secondsPerDay = rational(86_400n);

const inDays = ({ unitSeconds, ofSeconds }: Level) => ({
  units: writeExactQuantity(divideRationals(unitSeconds, secondsPerDay)),
  days: writeExactQuantity(divideRationals(ofSeconds, secondsPerDay)),
});

const manyEvents = (count: bigint): string =>
  count === 1n ? "1 event" : `${writeExactQuantity(rational(count))} events`;

/** How a quantity was counted, where that is no matter of course: keys among events, or a level over time. */
export const countedSteps = ({ quantity, counted }: Counted): ExplainedStep[] => {
  if (!counted) return [];
  const result = writeExactQuantity(quantity);
  if (counted.kind === "keys") return [{ term: "Different keys", working: manyEvents(counted.events), result }];
  const { units, days } = inDays(counted);
  const [opened, closed] = [writeExactQuantity(counted.opened), writeExactQuantity(counted.closed)];
  return [
    { term: "Level at the beginning and the end", working: `${opened} → ${closed}`, result: closed },
    { term: "Level over time", working: `${units} units × days ÷ ${days} days`, result },
  ];
};

/** "3 different keys in 7 events", "a level of 6,000 units × days over 30 days". */
export const sayCounted = ({ quantity, counted }: Counted): string[] => {
  if (!counted) return [];
  if (counted.kind === "keys") {
    const keys = quantity.n === quantity.d ? "1 key" : `${writeExactQuantity(quantity)} different keys`;
    return [`${keys} in ${manyEvents(counted.events)}`];
  }
  const { units, days } = inDays(counted);
  return [`a level of ${units} units × days over ${days} days`];
};
