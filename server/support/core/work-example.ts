import { amountOfLine, wholePrice } from "@/server/billing/core";
import type { Charge, Price, RatePlan } from "@/server/catalog/core";
import {
  type Currency,
  currencyStep,
  divideRationals,
  exactMajor,
  formatRational,
  isDomainError,
  isWhole,
  multiplyRationals,
  parseRational,
  type Rational,
  rational,
  roundRational,
} from "@/server/kernel";
import {
  type ChargeOptions,
  type ChargePrice,
  isOfEvents,
  isTiered,
  readPrice,
  tallyOne,
  type WorkedPrice,
  workOutPrice,
} from "@/server/rating/core";
import { optionsOfPrice, standardSubscriptionPolicy } from "@/server/subscriptions/core";

/** What so many come to at a price, as a line of a whole period would bill it, with every step. */
export type WorkedExample = WorkedPrice & {
  readonly model: ChargePrice["model"];
  readonly quantity: string;
  readonly included: string;
  readonly amountMinor: bigint;
  /** What the price alone comes to, before what the charge has beside it. */
  readonly priced: string;
  /** What a line of its own makes it up by, to what was committed to. */
  readonly trueUpMinor: bigint;
  /** Whether the exact amount has parts below the smallest unit of its currency. */
  readonly isRounded: boolean;
};

/** Null where the price refuses the quantity. */
export const workExample = (charge: Charge, price: Price, quantity: Rational): WorkedExample | null => {
  const read = readPrice(price.terms);
  const measured = { quantity, included: parseRational(charge.included), ...tallyOf(read, quantity) };
  const options = optionsOfPrice(charge, price, price.interval);
  try {
    const worked = workOutPrice(read, measured);
    const { rounding } = standardSubscriptionPolicy;
    const factors = { kind: "charge", price: read, ...measured, coupons: [], share: null, rounding } as const;
    const line = options ? { ...factors, options } : factors;
    const whole = wholePrice(line, price.currency);
    const amountMinor = amountOfLine(line, price.currency);
    return {
      ...worked,
      amount: formatRational(exactMajor(whole, price.currency)),
      priced: worked.amount,
      model: read.model,
      quantity: formatRational(quantity),
      included: formatRational(measured.included),
      amountMinor,
      trueUpMinor: trueUpOf(options, amountMinor, price.currency),
      isRounded: !isInSteps(exactMajor(whole, price.currency), price.currency),
    };
  } catch (error) {
    if (isDomainError(error) && error.reason === "tiers.above_last") return null;
    throw error;
  }
};

/** As one event, where single events are priced. */
const tallyOf = (price: ChargePrice, quantity: Rational) =>
  isOfEvents(price) ? { tally: tallyOne(price, quantity) } : {};

const trueUpOf = (options: ChargeOptions | null, chargedMinor: bigint, currency: Currency): bigint => {
  const { rounding } = standardSubscriptionPolicy;
  const commitment = options?.commitment ?? null;
  return commitment === null
    ? 0n
    : amountOfLine({ kind: "true_up", commitment, chargedMinor, share: null, rounding }, currency);
};

const isInSteps = (amount: Rational, currency: Currency): boolean =>
  isWhole(divideRationals(amount, currencyStep(currency)));

const unitsShown = 8n;
const usageShown = 1_000n;
const amountShown = 200n;
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
  if (read?.model === "percentage" || read?.model === "carried") return amountShown;
  const bound = read && isTiered(read) ? read.tiers[0]?.upTo : null;
  return bound ? roundRational(multiplyRationals(bound, two)) : usageShown;
};
