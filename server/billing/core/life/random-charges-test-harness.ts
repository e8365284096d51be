import fc from "fast-check";
import { parseRational, type Rational, ZERO } from "@/server/kernel";
import { type ChargeOptions, type ChargePrice, chargeProrations, plainOptions } from "@/server/rating/core";
import type { ChargeTerms } from "@/server/subscriptions/core";

/** For tests: random charges of every kind, with random prices and options. */
const number = (min: number, max: number): fc.Arbitrary<Rational> =>
  fc.integer({ min, max }).map(String).map(parseRational);

const orNone = (figure: fc.Arbitrary<Rational>): fc.Arbitrary<Rational | null> => fc.option(figure, { freq: 1 });

const tiers = fc.tuple(number(1, 9), number(1, 9)).map(([low, high]) => [
  { upTo: parseRational("5"), unitPrice: high, flatFee: low, cap: null },
  { upTo: null, unitPrice: low, flatFee: ZERO, cap: null },
]);

const price: fc.Arbitrary<ChargePrice> = fc.oneof(
  number(0, 99).map((amount): ChargePrice => ({ model: "flat", amount })),
  number(0, 99).map((unitPrice): ChargePrice => ({ model: "per_unit", unitPrice })),
  number(1, 99).map((one): ChargePrice => ({ model: "package", size: parseRational("3"), price: one, free: ZERO })),
  fc
    .tuple(fc.constantFrom("graduated" as const, "volume" as const, "stairstep" as const), tiers)
    .map(([model, given]): ChargePrice => ({ model, tiers: given, block: null })),
);

const priceOfEvents: fc.Arbitrary<ChargePrice> = fc.oneof(
  fc.constant<ChargePrice>({ model: "carried" }),
  fc
    .tuple(number(1, 30), number(0, 3), orNone(number(1, 2)), orNone(number(3, 4)), fc.option(fc.nat(3)))
    .map(([rate, fixedFee, minPerEvent, maxPerEvent, freeEvents]): ChargePrice => {
      const free = { freeEvents, freeAmount: freeEvents === null ? null : parseRational("40") };
      return { model: "percentage", rate, fixedFee, minPerEvent, maxPerEvent, ...free };
    }),
  number(1, 9).map(
    (otherwise): ChargePrice => ({
      ...{ model: "matrix", properties: ["region", "speed"], otherwise },
      cells: [{ values: ["eu", "fast"], unitPrice: ZERO }],
    }),
  ),
);

const optionsOfFee: fc.Arbitrary<ChargeOptions> = fc
  .tuple(fc.constantFrom("policy" as const, ...chargeProrations), orNone(number(1, 50)), number(1, 3))
  .map(([proration, minimum, times]) => ({ ...plainOptions, proration, minimum, times }));

const optionsOfCalls: fc.Arbitrary<ChargeOptions> = fc
  .tuple(orNone(number(1, 50)), orNone(number(1, 99)), orNone(number(60, 90)))
  .map(([commitment, percentOff, maximum]) => ({ ...plainOptions, commitment, percentOff, maximum }));

const given = (options: ChargeOptions | null): Pick<ChargeTerms, "options"> => (options ? { options } : {});

export const anyCharges: fc.Arbitrary<ChargeTerms[]> = fc
  .record({
    fee: price,
    base: price,
    calls: fc.oneof(price, priceOfEvents),
    setup: price,
    chosen: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
    isFixed: fc.boolean(),
    feeOptions: fc.option(optionsOfFee),
    callsOptions: fc.option(optionsOfCalls),
  })
  .map(({ fee, base, calls, setup, chosen, isFixed, feeOptions, callsOptions }) => {
    const plain = { quantity: null, meter: null, included: ZERO } as const;
    const meter = { key: "calls", aggregation: "sum" } as const;
    const one = isFixed ? parseRational("1") : null;
    const included = parseRational("2");
    const all: ChargeTerms[] = [
      { ...plain, key: "fee", kind: "recurring", timing: "in_advance", price: fee, ...given(feeOptions) },
      { ...plain, key: "base", kind: "recurring", timing: "in_arrears", price: base, quantity: one },
      {
        ...plain,
        key: "calls",
        kind: "usage",
        timing: "in_arrears",
        price: calls,
        meter,
        included,
        ...given(callsOptions),
      },
      { ...plain, key: "setup", kind: "one_time", timing: "in_advance", price: setup },
    ];
    return all.filter((_, at) => chosen.includes(at));
  });
