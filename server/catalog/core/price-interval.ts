import { type Interval, type Rational, rational } from "@/server/kernel";

const inDays = { day: 1, week: 7, month: null, year: null } as const;
const inMonths = { day: null, week: null, month: 1, year: 12 } as const;

type Lengths = typeof inDays | typeof inMonths;

const lengthOf = ({ unit, count }: Interval, lengths: Lengths): number | null => {
  const length = lengths[unit];
  return length === null ? null : length * count;
};

/** How many price intervals a billing interval is, 12 months of a year; null where no number of them makes it up. */
export const countPriced = (billed: Interval, priced: Interval): Rational | null => {
  for (const lengths of [inDays, inMonths]) {
    const [whole, part] = [lengthOf(billed, lengths), lengthOf(priced, lengths)];
    if (whole !== null && part !== null) return rational(BigInt(whole), BigInt(part));
  }
  return null;
};
