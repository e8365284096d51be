import { formatRational, type Interval, parseRational, type Rational } from "@/server/kernel";

/** What becomes of a subscription where its term ends, if nobody ends it before. */
export type Renewal = {
  /** How long each further term is; null where it goes on without end. */
  readonly term: Interval | null;
  /** By how much recurring prices rise with each renewal: once, on the last price. */
  readonly upliftPercent: Rational;
  /** A cancellation asked for later than so many days before the end takes effect a term later. */
  readonly noticeDays: number;
};

export type WrittenRenewal = { term: Interval | null; upliftPercent: string; noticeDays: number };

export const writeRenewal = ({ upliftPercent, ...renewal }: Renewal): WrittenRenewal => ({
  ...renewal,
  upliftPercent: formatRational(upliftPercent),
});

export const readRenewal = ({ upliftPercent, ...renewal }: WrittenRenewal): Renewal => ({
  ...renewal,
  upliftPercent: parseRational(upliftPercent),
});
