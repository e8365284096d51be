import { ratioOf, type TakenShare } from "@/server/billing/core";
import {
  type Currency,
  currencyExponent,
  divideRationals,
  multiplyRationals,
  type Rational,
  rational,
} from "@/server/kernel";
import type { ExplainedStep } from "./explain-price";
import { writeExact, writeExactQuantity } from "./write-exact";

export const toMajor = (minor: Rational, currency: Currency): Rational =>
  divideRationals(minor, rational(10n ** BigInt(currencyExponent(currency))));

/** "15 of 30 days": the part that is charged of a whole period, in the unit in which it is measured. */
export const sayShare = ({ part, whole, basis }: TakenShare): string => {
  const unit = {
    actual: "days",
    second: "seconds",
    fixed_month: "days, each month counted as 30",
    actual_360: "days, a year counted as 360",
    strict_30_360: "days, each month counted as 30 and a year as 360",
  }[basis];
  return `${writeExactQuantity(part)} of ${writeExactQuantity(whole)} ${unit}`;
};

export const shareStep = (whole: Rational, share: TakenShare | null, currency: Currency): ExplainedStep[] =>
  share === null
    ? []
    : [
        {
          term: sayShare(share),
          working: `${writeExact(whole, currency)} × ${writeExactQuantity(share.part)} / ${writeExactQuantity(share.whole)}`,
          result: writeExact(multiplyRationals(whole, ratioOf(share)), currency),
        },
      ];
