import { divideRationals, formatRational, ONE, type Rational, ZERO } from "@/server/kernel";
import { type ChargePrice, isOfEvents, isTiered, type QuantityPrice } from "./charge-price";
import { stepsOfEvents } from "./event-price-parts";
import { blocksBegun } from "./models/blocks";
import type { TierShare } from "./models/tiers";
import type { WorkedStep } from "./price-part";
import { partsOfPrice } from "./price-parts";
import { type Measured, rateCharge } from "./rate-charge";
import { type RatedQuantity, rateQuantity } from "./rate-quantity";
import { standardRating } from "./rating-conventions";

export type WorkedPrice = {
  readonly steps: readonly WorkedStep[];
  /** What is left of the quantity once the included units are taken off. */
  readonly billable: string;
  /** Exact: the line rounds. */
  readonly amount: string;
};

/** How a quantity, or the events of a tally, are priced step by step: what rating answers, beside the parts it comes from. */
export const workOutPrice = (price: ChargePrice, { quantity, included, tally }: Measured): WorkedPrice => {
  if (isOfEvents(price)) {
    const amount = formatRational(rateCharge(price, { quantity, included, tally }));
    return { steps: tally ? stepsOfEvents(price, tally) : [], billable: formatRational(quantity), amount };
  }
  const rated = rateQuantity(price, quantity, included, standardRating);
  return {
    steps: stepsOf(price, rated),
    billable: formatRational(rated.billableQuantity),
    amount: formatRational(rated.amount),
  };
};

const stepsOf = (price: QuantityPrice, rated: RatedQuantity): WorkedStep[] => {
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

const timesPaid = (price: QuantityPrice, share: TierShare, billedUnits: Rational | null): Rational | null => {
  if (isTiered(price)) {
    return price.model === "graduated" || price.model === "volume"
      ? divideRationals(share.quantity, price.block ?? ONE)
      : null;
  }
  switch (price.model) {
    case "flat":
    case "carried":
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
