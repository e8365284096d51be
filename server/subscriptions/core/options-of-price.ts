import { type Charge, countPriced, type Price } from "@/server/catalog/core";
import type { Interval } from "@/server/kernel";
import { type ChargeOptions, readOptions, writeOptions } from "@/server/rating/core";

/** What a charge of the catalog has beside its price, as it is sold for an interval; null where it has nothing. */
export const optionsOfPrice = (
  { proration }: Pick<Charge, "proration">,
  { options = {}, pricedPer }: Pick<Price, "options" | "pricedPer">,
  interval: Interval | null,
): ChargeOptions | null => {
  const read = readOptions({ ...options, proration });
  const times = interval && pricedPer ? countPriced(interval, pricedPer) : null;
  const all = times ? { ...read, times } : read;
  return Object.keys(writeOptions(all)).length === 0 ? null : all;
};
