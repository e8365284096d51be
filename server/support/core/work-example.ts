import { amountOfLine } from "@/server/billing/core";
import type { Charge, Price, RatePlan } from "@/server/catalog/core";
import {
  type Currency,
  currencyStep,
  divideRationals,
  formatRational,
  isDomainError,
  isWhole,
  multiplyRationals,
  parseRational,
  type Rational,
  rational,
  roundRational,
} from "@/server/kernel";
import { type ChargePrice, isTiered, readPrice, type WorkedPrice, workOutPrice } from "@/server/rating/core";
import { standardSubscriptionPolicy } from "@/server/subscriptions/core";

/** What so many come to at a price, as a line of a whole period would bill it, with every step. */
export type WorkedExample = WorkedPrice & {
  readonly model: ChargePrice["model"];
  readonly quantity: string;
  readonly included: string;
  readonly amountMinor: bigint;
  /** Whether the exact amount has parts below the smallest unit of its currency. */
  readonly isRounded: boolean;
};

/** Null where the price refuses the quantity. */
export const workExample = (charge: Charge, price: Price, quantity: Rational): WorkedExample | null => {
  const read = readPrice(price.terms);
  const included = parseRational(charge.included);
  try {
    const worked = workOutPrice(read, quantity, included);
    const { rounding } = standardSubscriptionPolicy;
    const factors = { kind: "charge", price: read, quantity, included, coupons: [], share: null, rounding } as const;
    return {
      ...worked,
      model: read.model,
      quantity: formatRational(quantity),
      included: formatRational(included),
      amountMinor: amountOfLine(factors, price.currency),
      isRounded: !isInSteps(parseRational(worked.amount), price.currency),
    };
  } catch (error) {
    if (isDomainError(error) && error.reason === "tiers.above_last") return null;
    throw error;
  }
};

const isInSteps = (amount: Rational, currency: Currency): boolean =>
  isWhole(divideRationals(amount, currencyStep(currency)));

const unitsShown = 8n;
const usageShown = 1_000n;
const two = rational(2n);

/** A quantity to begin with: a team of eight, or as near to it as the plan is sold. */
export const firstQuantity = ({ quantityMin, quantityMax }: Pick<RatePlan, "quantityMin" | "quantityMax">): bigint => {
  const [min, max] = [BigInt(quantityMin), BigInt(quantityMax)];
  if (unitsShown < min) return min;
  return unitsShown > max ? max : unitsShown;
};

/** So much use that more than the first range of a price has a part in it. */
export const firstUsage = (price: Price | null): bigint => {
  const read = price && readPrice(price.terms);
  const bound = read && isTiered(read) ? read.tiers[0]?.upTo : null;
  return bound ? roundRational(multiplyRationals(bound, two)) : usageShown;
};
