import { type LineFactors, workOutCharge } from "@/server/billing/core";
import { writeScope } from "@/server/catalog/core";
import {
  type Currency,
  formatRational,
  negateRational,
  type Rational,
  rational,
  subtractRationals,
} from "@/server/kernel";
import { type ChargeOptions, type EventTally, type PricedFor, plainOptions } from "@/server/rating/core";
import { countedSteps, sayCounted } from "./explain-counted";
import { type ExplainedStep, explainPrice } from "./explain-price";
import { sayShare, toMajor } from "./explain-share";
import { sayUnits, unitSteps } from "./explain-units";
import { writeExact, writeExactQuantity } from "./write-exact";
import { writePercent } from "./write-money";

type Charge = Extract<LineFactors, { readonly kind: "charge" }>;
type Worked = ReturnType<typeof workOutCharge>;

const stepUnless = (isAbsent: boolean, step: () => ExplainedStep): ExplainedStep[] => (isAbsent ? [] : [step()]);

const timesStep = ({ once, priced, options }: Worked, currency: Currency): ExplainedStep[] =>
  stepUnless(options.times.n === options.times.d, () => ({
    term: "Price intervals in the period",
    working: `${writeExact(once, currency)} × ${writeExactQuantity(options.times)}`,
    result: writeExact(priced, currency),
  }));

const sayPricedFor = ({ region, segment, channel }: PricedFor): string =>
  writeScope({ region: region ?? null, segment: segment ?? null, channel: channel ?? null });

/** For whom the price is, where it is not the one for everybody. */
const chosenStep = ({ options: { pricedFor } }: Worked): ExplainedStep[] =>
  pricedFor === null
    ? []
    : [
        {
          term: "Price chosen for",
          working: sayPricedFor(pricedFor),
          result: "",
        },
      ];

const percentOff = (percent: Rational): string => `${writePercent(formatRational(percent))} off`;

const ownDiscountSteps = (worked: Worked, currency: Currency): ExplainedStep[] => {
  const { options, amountDiscount, percentDiscount } = worked;
  const { percentOff: percent } = options;
  return [
    ...stepUnless(amountDiscount.n === 0n, () => ({
      term: "Reduction of the charge",
      working: "",
      result: writeExact(negateRational(amountDiscount), currency),
    })),
    ...(percent === null
      ? []
      : [{ term: percentOff(percent), working: "", result: writeExact(negateRational(percentDiscount), currency) }]),
  ];
};

/** Each coupon with what it takes off what those before it left. */
const couponSteps = (factors: Charge, currency: Currency): ExplainedStep[] => {
  const after = (count: number) =>
    toMajor(workOutCharge({ ...factors, coupons: factors.coupons.slice(0, count) }, currency).afterCoupons, currency);
  return factors.coupons.map(({ kind, value }, at) => {
    const off = subtractRationals(after(at + 1), after(at));
    const isPercent = kind === "percent";
    return {
      term: isPercent ? percentOff(value) : "Reduction",
      working: isPercent ? `${writeExact(after(at), currency)} × ${writePercent(formatRational(value))}` : "",
      result: writeExact(off, currency),
    };
  });
};

const limitSteps = ({ options, upToMinimum, aboveMaximum }: Worked, currency: Currency): ExplainedStep[] => {
  const said = (limit: Rational | null) => (limit === null ? "" : writeExact(limit, currency));
  return [
    ...stepUnless(upToMinimum.n === 0n, () => ({
      term: `Up to the minimum of ${said(options.minimum)}`,
      working: "",
      result: writeExact(upToMinimum, currency),
    })),
    ...stepUnless(aboveMaximum.n === 0n, () => ({
      term: `Above the maximum of ${said(options.maximum)}`,
      working: "",
      result: writeExact(negateRational(aboveMaximum), currency),
    })),
  ];
};

/** How a charge comes to the price of a whole period, step by step, and what that is in whole currency units. */
export const chargeSteps = (factors: Charge, currency: Currency): { steps: ExplainedStep[]; whole: Rational } => {
  const worked = workOutCharge(factors, currency);
  return {
    steps: [
      ...chosenStep(worked),
      ...countedSteps(factors),
      ...unitSteps(factors),
      ...explainPrice(factors, currency),
      ...timesStep(worked, currency),
      ...ownDiscountSteps(worked, currency),
      ...couponSteps(factors, currency),
      ...limitSteps(worked, currency),
    ],
    whole: toMajor(worked.whole, currency),
  };
};

const sayCount = (tally: EventTally | undefined): string => {
  if (tally?.kind !== "transactions") return "no transaction";
  const count = tally.charged.count + tally.atLeast + tally.atMost + tally.free.count;
  return count === 1n ? "1 transaction" : `${writeExactQuantity(rational(count))} transactions`;
};

const sayPrice = ({ price, quantity, tally }: Charge, currency: Currency): string => {
  const units = writeExactQuantity(quantity);
  switch (price.model) {
    case "flat":
      return writeExact(price.amount, currency);
    case "per_unit":
      return `${units} × ${writeExact(price.unitPrice, currency)}`;
    case "package":
      return `${units} in packages of ${writeExactQuantity(price.size)}`;
    case "carried":
      return `${writeExact(quantity, currency)} that its events carry`;
    case "matrix":
      return `${units} by ${price.properties.join(" and ")}`;
    case "percentage": {
      const fixed = price.fixedFee.n === 0n ? "" : ` and ${writeExact(price.fixedFee, currency)} each`;
      const share = `${writePercent(formatRational(price.rate))} of ${writeExact(quantity, currency)}`;
      return `${share}${fixed} for ${sayCount(tally)}`;
    }
    default:
      return `${units} by range`;
  }
};

const sayOptions = (options: ChargeOptions, currency: Currency): string[] => {
  const amount = (word: string, figure: Rational | null) =>
    figure === null ? [] : [`${word} ${writeExact(figure, currency)}`];
  return [
    ...(options.times.n === options.times.d ? [] : [`${writeExactQuantity(options.times)} times`]),
    ...amount("less", options.amountOff),
    ...(options.percentOff === null ? [] : [percentOff(options.percentOff)]),
    ...amount("at least", options.minimum),
    ...amount("at most", options.maximum),
  ];
};

/** "8 × 33.00, 20 % off, for 15 of 30 days". */
export const sayCharge = (factors: Charge, currency: Currency): string => {
  const { included, coupons, share, options, held } = factors;
  return [
    sayPrice(factors, currency),
    ...sayCounted(factors),
    ...(included.n === 0n ? [] : [`${writeExactQuantity(included)} included`]),
    ...sayUnits(factors),
    ...sayOptions(options ?? plainOptions, currency),
    ...coupons.map(({ kind, value }) =>
      kind === "percent" ? percentOff(value) : `less ${writeExact(toMajor(value, currency), currency)}`,
    ),
    ...(share ? [`for ${sayShare(share)}`] : []),
    ...(held ? [`amounts held for ${sayShare(held)}`] : []),
  ].join(", ");
};
