import { amountOfLine, type LineFactors, ratioOf, readFactors } from "@/server/billing/core";
import {
  type Currency,
  compareRationals,
  multiplyRationals,
  type Rational,
  type RoundingMode,
  rational,
} from "@/server/kernel";
import { chargeSteps, sayCharge } from "./explain-charge";
import type { ExplainedStep } from "./explain-price";
import { sayShare, shareStep, toMajor } from "./explain-share";
import { sayTrueUp, trueUpSteps } from "./explain-true-up";
import { writeExact } from "./write-exact";
import { writeMoney } from "./write-money";

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
  if (factors.kind === "true_up") return trueUpSteps(factors, currency);
  const ratio = ratioOf(factors.share);
  if (factors.kind === "credit") {
    const left = toMajor(rational(factors.leftMinor), currency);
    return [
      { term: "Left of what was billed", working: "", result: writeExact(left, currency) },
      ...shareStep(left, factors.share, currency),
      ...roundingStep(multiplyRationals(left, ratio), -minor, factors.rounding, currency),
    ];
  }
  const { steps, whole } = chargeSteps(factors, currency);
  return [
    ...steps,
    ...shareStep(whole, factors.share, currency),
    ...roundingStep(multiplyRationals(whole, ratio), minor, factors.rounding, currency),
  ];
};

const sentenceOf = ({ description, netMinor }: ExplainedLine, factors: LineFactors, currency: Currency): string => {
  const amount = writeMoney(netMinor, currency);
  if (factors.kind === "charge") return `${description}: ${sayCharge(factors, currency)} = ${amount}.`;
  if (factors.kind === "true_up") return `${description}: ${sayTrueUp(factors, currency)} = ${amount}.`;
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
