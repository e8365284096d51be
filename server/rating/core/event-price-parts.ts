import { formatRational, multiplyRationals, type Rational, rational } from "@/server/kernel";
import type { EventPrice } from "./charge-price";
import { priceOfCell } from "./models/matrix";
import { partsOfTransactions } from "./models/percentage";
import { noPart, type PricePart, type WorkedStep } from "./price-part";
import type { EventTally } from "./rate-charge";

type Percentage = Extract<EventPrice, { readonly model: "percentage" }>;

const given = (part: Partial<PricePart>, figure: Rational | number | null): PricePart[] =>
  figure === null ? [] : [{ ...noPart, ...part }];

const orAbsent = (figure: Rational): Rational | null => (figure.n === 0n ? null : figure);

const text = (figure: Rational | null): string => (figure === null ? "0" : formatRational(figure));

const amountPart = ({ rate }: Percentage): PricePart => ({ ...noPart, of: "amount", percent: formatRational(rate) });

/** What a price list says of a price for single events. */
export const partsOfEvents = (price: EventPrice): PricePart[] => {
  if (price.model === "percentage") {
    return [
      amountPart(price),
      ...given({ of: "event", unitPrice: text(price.fixedFee) }, orAbsent(price.fixedFee)),
      ...given({ of: "least", fee: text(price.minPerEvent) }, price.minPerEvent),
      ...given({ of: "most", fee: text(price.maxPerEvent) }, price.maxPerEvent),
      ...given({ of: "free_events", upTo: String(price.freeEvents), unitPrice: "0" }, price.freeEvents),
      ...given({ of: "free_amount", upTo: text(price.freeAmount), unitPrice: "0" }, price.freeAmount),
    ];
  }
  const { cells, otherwise } = price;
  return [
    ...cells.map(
      ({ values, unitPrice }): PricePart => ({ ...noPart, of: "cell", values, unitPrice: formatRational(unitPrice) }),
    ),
    ...given({ of: "others", unitPrice: text(otherwise) }, otherwise),
  ];
};

const stepOf = (part: PricePart, count: Rational, amount: Rational, isCounted = true): WorkedStep => ({
  part,
  units: formatRational(count),
  times: isCounted ? formatRational(count) : null,
  amount: formatRational(amount),
});

/** How the events of a tally are priced, part by part: parts that none of them has a share in are left out. */
export const stepsOfEvents = (price: EventPrice, tally: EventTally): WorkedStep[] => {
  if (price.model === "matrix") {
    const cells = tally.kind === "cells" ? tally.cells : [];
    return cells.map(({ values, quantity }) => {
      const unitPrice = priceOfCell(price, values);
      const part = { ...noPart, of: values ? "cell" : "others", values, unitPrice: formatRational(unitPrice) } as const;
      return stepOf(part, quantity, multiplyRationals(quantity, unitPrice));
    });
  }
  return tally.kind === "transactions" ? stepsOfTransactions(price, tally) : [];
};

const stepsOfTransactions = (
  price: Percentage,
  tally: Extract<EventTally, { readonly kind: "transactions" }>,
): WorkedStep[] => {
  const { charged, atLeast, atMost } = tally;
  const amounts = partsOfTransactions(price, tally);
  const fee = (of: "least" | "most", each: Rational | null): PricePart => ({ ...noPart, of, unitPrice: text(each) });
  const counted = (part: PricePart, count: bigint, amount: Rational): WorkedStep[] =>
    count === 0n ? [] : [stepOf(part, rational(count), amount)];
  const fixed: PricePart = { ...noPart, of: "event", unitPrice: text(price.fixedFee) };
  return [
    stepOf(amountPart(price), charged.amount, amounts.rate, false),
    ...(price.fixedFee.n === 0n ? [] : counted(fixed, charged.count, amounts.fixed)),
    ...counted(fee("least", price.minPerEvent), atLeast, amounts.least),
    ...counted(fee("most", price.maxPerEvent), atMost, amounts.most),
  ];
};
