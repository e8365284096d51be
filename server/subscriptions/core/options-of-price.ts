import { type Charge, countPriced, type Price, type PriceScope } from "@/server/catalog/core";
import type { Interval } from "@/server/kernel";
import { type ChargeOptions, type PricedFor, readOptions, writeOptions } from "@/server/rating/core";

const pricedForOf = ({ region, segment, channel }: PriceScope): PricedFor => ({
  ...(region === null ? {} : { region }),
  ...(segment === null ? {} : { segment }),
  ...(channel === null ? {} : { channel }),
});

/** What a charge of the catalog has beside its price, as it is sold for an interval; null where it has nothing. */
export const optionsOfPrice = (
  { proration }: Pick<Charge, "proration">,
  { options = {}, pricedPer, onlyFor }: Pick<Price, "options" | "pricedPer" | "onlyFor">,
  interval: Interval | null,
): ChargeOptions | null => {
  const read = readOptions({ ...options, proration, priced_for: onlyFor && pricedForOf(onlyFor) });
  const times = interval && pricedPer ? countPriced(interval, pricedPer) : null;
  const all = times ? { ...read, times } : read;
  return Object.keys(writeOptions(all)).length === 0 ? null : all;
};
