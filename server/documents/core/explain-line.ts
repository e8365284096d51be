import {
  amountOfLine,
  type LineFactors,
  ratioOf,
  readFactors,
  type TakenShare,
  wholePrice,
} from "@/server/billing/core";
import {
  type Currency,
  compareRationals,
  currencyExponent,
  divideRationals,
  formatRational,
  multiplyRationals,
  type Rational,
  type RoundingMode,
  rational,
  subtractRationals,
} from "@/server/kernel";
import { type ExplainedStep, explainPrice } from "./explain-price";
import { writeExact, writeExactQuantity } from "./write-exact";
import { writeMoney, writePercent } from "./write-money";

export type ExplainedLine = {
  readonly description: string;
  readonly netMinor: bigint;
  /** What is kept with the line, and all that is looked at. */
  readonly derivation: Readonly<Record<string, unknown>>;
};

/** An amount in a sentence, as a table of its steps, and as the data that it is worked out from. */
export type Explanation = {
  readonly sentence: string;
  readonly steps: readonly ExplainedStep[];
  readonly data: Readonly<Record<string, unknown>>;
  /** Whether the data, worked out again, comes to the amount. */
  readonly holds: boolean;
};

const toMajor = (minor: Rational, currency: Currency): Rational =>
  divideRationals(minor, rational(10n ** BigInt(currencyExponent(currency))));

/** "15 of 30 days": the part that is charged of a whole period, in the unit in which it is measured. */
const sayShare = ({ part, whole, basis }: TakenShare): string => {
  const unit = {
    actual: "days",
    second: "seconds",
    fixed_month: "days, each month counted as 30",
    actual_360: "days, a year counted as 360",
    strict_30_360: "days, each month counted as 30 and a year as 360",
  }[basis];
  return `${writeExactQuantity(part)} of ${writeExactQuantity(whole)} ${unit}`;
};

type Charge = Extract<LineFactors, { readonly kind: "charge" }>;

/** Each coupon with what it takes off what those before it left. */
const couponSteps = (factors: Charge, currency: Currency): ExplainedStep[] => {
  const after = (count: number) =>
    toMajor(wholePrice({ ...factors, coupons: factors.coupons.slice(0, count) }, currency), currency);
  return factors.coupons.map(({ kind, value }, at) => {
    const off = subtractRationals(after(at + 1), after(at));
    const isPercent = kind === "percent";
    return {
      term: isPercent ? `${writePercent(formatRational(value))} off` : "Reduction",
      working: isPercent ? `${writeExact(after(at), currency)} × ${writePercent(formatRational(value))}` : "",
      result: writeExact(off, currency),
    };
  });
};

const shareStep = (whole: Rational, share: TakenShare | null, currency: Currency): ExplainedStep[] =>
  share === null
    ? []
    : [
        {
          term: sayShare(share),
          working: `${writeExact(whole, currency)} × ${writeExactQuantity(share.part)} / ${writeExactQuantity(share.whole)}`,
          result: writeExact(multiplyRationals(whole, ratioOf(share)), currency),
        },
      ];

const roundingStep = (exact: Rational, minor: bigint, mode: RoundingMode, currency: Currency): ExplainedStep[] =>
  compareRationals(exact, toMajor(rational(minor), currency)) === 0
    ? []
    : [
        {
          term: `Rounded once, ${mode.replaceAll("_", " ")}`,
          working: writeExact(exact, currency),
          result: writeExact(toMajor(rational(minor), currency), currency),
        },
      ];

const stepsOf = (factors: LineFactors, minor: bigint, currency: Currency): ExplainedStep[] => {
  const ratio = ratioOf(factors.share);
  if (factors.kind === "credit") {
    const left = toMajor(rational(factors.leftMinor), currency);
    return [
      { term: "Left of what was billed", working: "", result: writeExact(left, currency) },
      ...shareStep(left, factors.share, currency),
      ...roundingStep(multiplyRationals(left, ratio), -minor, factors.rounding, currency),
    ];
  }
  const whole = toMajor(wholePrice(factors, currency), currency);
  return [
    ...explainPrice(factors, currency),
    ...couponSteps(factors, currency),
    ...shareStep(whole, factors.share, currency),
    ...roundingStep(multiplyRationals(whole, ratio), minor, factors.rounding, currency),
  ];
};

/** "8 × 33.00, 20 % off, for 15 of 30 days". */
const sayCharge = ({ price, quantity, included, coupons, share }: Charge, currency: Currency): string => {
  const units = writeExactQuantity(quantity);
  const said =
    price.model === "flat"
      ? writeExact(price.amount, currency)
      : price.model === "per_unit"
        ? `${units} × ${writeExact(price.unitPrice, currency)}`
        : price.model === "package"
          ? `${units} in packages of ${writeExactQuantity(price.size)}`
          : `${units} by range`;
  return [
    said,
    ...(included.n === 0n ? [] : [`${writeExactQuantity(included)} included`]),
    ...coupons.map(({ kind, value }) =>
      kind === "percent"
        ? `${writePercent(formatRational(value))} off`
        : `less ${writeExact(toMajor(value, currency), currency)}`,
    ),
    ...(share ? [`for ${sayShare(share)}`] : []),
  ].join(", ");
};

const sentenceOf = ({ description, netMinor }: ExplainedLine, factors: LineFactors, currency: Currency): string => {
  const amount = writeMoney(netMinor, currency);
  if (factors.kind === "charge") return `${description}: ${sayCharge(factors, currency)} = ${amount}.`;
  const left = writeMoney(factors.leftMinor, currency);
  const unused = factors.share ? `${sayShare(factors.share)} were not used` : "none of it was used";
  return `${description}: ${left} was left of what was billed, and ${unused}: ${amount}.`;
};

/** How an amount came about, from what is kept with it and nothing else; null where that tells too little. */
export const explainLine = (line: ExplainedLine, currency: Currency): Explanation | null => {
  const factors = readFactors(line.derivation);
  if (!factors) return null;
  return {
    sentence: sentenceOf(line, factors, currency),
    steps: stepsOf(factors, line.netMinor, currency),
    data: line.derivation,
    holds: amountOfLine(factors, currency) === line.netMinor,
  };
};
