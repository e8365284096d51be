import { divideRationals, formatRational, ONE, type Rational, ZERO } from "@/server/kernel";
import { type ChargePrice, isTiered } from "./charge-price";
import { blocksBegun } from "./models/blocks";
import type { TierShare } from "./models/tiers";
import { type PricePart, partsOfPrice } from "./price-parts";
import { type RatedQuantity, rateQuantity } from "./rate-quantity";
import { standardRating } from "./rating-conventions";

/** What a quantity has in one part of a price. Every figure is an exact text, amounts in major units. */
export type WorkedStep = {
  readonly part: PricePart;
  readonly units: string;
  /** How many times the unit price is paid: units, or blocks of them; null where it is none. */
  readonly times: string | null;
  readonly amount: string;
};

export type WorkedPrice = {
  readonly steps: readonly WorkedStep[];
  /** What is left of the quantity once the included units are taken off. */
  readonly billable: string;
  /** Exact: the line rounds. */
  readonly amount: string;
};

/** How a quantity is priced, step by step: what `rateQuantity` answers, beside the parts of the price it comes from. */
export const workOutPrice = (price: ChargePrice, quantity: Rational, included: Rational): WorkedPrice => {
  const rated = rateQuantity(price, quantity, included, standardRating);
  return {
    steps: stepsOf(price, rated),
    billable: formatRational(rated.billableQuantity),
    amount: formatRational(rated.amount),
  };
};

const stepsOf = (price: ChargePrice, rated: RatedQuantity): WorkedStep[] => {
  const parts = partsOfPrice(price);
  const shares = rated.tiers ?? [{ tier: 0, quantity: rated.billableQuantity, amount: rated.amount }];
  return shares.flatMap((share) => {
    const part = parts[share.tier];
    if (!part) return [];
    const times = timesPaid(price, share, rated.billedUnits);
    return [
      {
        part,
        units: formatRational(share.quantity),
        times: times && formatRational(times),
        amount: formatRational(share.amount),
      },
    ];
  });
};

const timesPaid = (price: ChargePrice, share: TierShare, billedUnits: Rational | null): Rational | null => {
  if (isTiered(price)) {
    return price.model === "graduated" || price.model === "volume"
      ? divideRationals(share.quantity, price.block ?? ONE)
      : null;
  }
  switch (price.model) {
    case "flat":
      return null;
    case "per_unit":
      return share.quantity;
    case "package":
      return divideRationals(billedUnits ?? ZERO, price.size);
    default: {
      const tier = price.tiers[share.tier];
      return tier ? blocksBegun(share.quantity, tier.blockSize) : null;
    }
  }
};
