import {
  allocateByWeights,
  daysBetween,
  invariant,
  minDay,
  monthOf,
  type PlainDate,
  plainDateOf,
  yearOf,
} from "@/server/kernel";

export type MonthOfRevenue = { readonly month: string; readonly amountMinor: bigint };

const firstOfNextMonth = (day: PlainDate): PlainDate =>
  monthOf(day) === 12 ? plainDateOf(yearOf(day) + 1, 1, 1) : plainDateOf(yearOf(day), monthOf(day) + 1, 1);

/**
 * What of an amount each month earns, by its days in the half-open service period; rounded down month by month, the
 * rest in the last. 33.00 over 16 Nov to 16 Dec is 16.50 and 16.50.
 */
export const monthsOfRevenue = (amountMinor: bigint, start: PlainDate, end: PlainDate): MonthOfRevenue[] => {
  const total = daysBetween(start, end);
  invariant(total > 0, "Revenue is spread over at least one day.");
  const months: { month: string; days: number }[] = [];
  for (let at = start; at < end; ) {
    const next = minDay(firstOfNextMonth(at), end);
    months.push({ month: at.slice(0, 7), days: daysBetween(at, next) });
    at = next;
  }
  return spread(amountMinor, total, months);
};

const spread = (amountMinor: bigint, total: number, months: { month: string; days: number }[]): MonthOfRevenue[] => {
  let left = amountMinor;
  return months.map(({ month, days }, at) => {
    const [share = 0n] = allocateByWeights(amountMinor, [BigInt(days), BigInt(total - days)]);
    const part = at === months.length - 1 ? left : share;
    left -= part;
    return { month, amountMinor: part };
  });
};
