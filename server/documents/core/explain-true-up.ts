import { type LineFactors, workOutTrueUp } from "@/server/billing/core";
import type { Currency } from "@/server/kernel";
import type { ExplainedStep } from "./explain-price";
import { sayShare, shareStep } from "./explain-share";
import { writeExact } from "./write-exact";
import { writeMoney } from "./write-money";

type TrueUp = Extract<LineFactors, { readonly kind: "true_up" }>;

/** "a minimum of €50.00 for 15 of 30 days, less €12.00 of usage". */
export const sayTrueUp = (factors: TrueUp, currency: Currency): string => {
  const { commitment, charges } = workOutTrueUp(factors, currency);
  const held = factors.share ? ` for ${sayShare(factors.share)}` : "";
  return `a minimum of ${writeMoney(commitment.minor, currency)}${held}, less ${writeMoney(charges.minor, currency)} of usage`;
};

/** The commitment, the share of the period that it held for, and what usage came to of it. */
export const trueUpSteps = (factors: TrueUp, currency: Currency): ExplainedStep[] => {
  const { charges, trueUp } = workOutTrueUp(factors, currency);
  return [
    { term: "Minimum of a whole period", working: "", result: writeExact(factors.commitment, currency) },
    ...shareStep(factors.commitment, factors.share, currency),
    { term: "Usage", working: "", result: writeMoney(-charges.minor, currency) },
    { term: "Missing", working: "", result: writeMoney(trueUp.minor, currency) },
  ];
};
