import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRational, rational } from "@/server/kernel";
import { chooseTaxRates, computeTax, type TaxConventions, type TaxRate } from "./compute-tax";

const rates = (...percents: readonly string[]): TaxRate[] =>
  percents.map((text) => ({
    id: null,
    percent: parseRational(text.replace("+", "")),
    isCompound: text.startsWith("+"),
  }));

const line = (cents: string, ...percents: readonly string[]) => ({
  amountMinor: parseRational(cents),
  rates: rates(...percents),
});

const conventions: TaxConventions = {
  priceMode: "exclusive",
  level: "line",
  combine: "separate",
  rounding: "half_away_from_zero",
};

describe("computeTax", () => {
  it.each([
    ["line", 506n],
    ["rate", 507n],
    ["document", 507n],
  ] as const)("rounds twice 13.33 at 19 %% by %s to %d", (level, taxMinor) => {
    const result = computeTax([line("1333", "19"), line("1333", "19")], { ...conventions, level });
    expect(result).toMatchObject({ netMinor: 2666n, taxMinor, grossMinor: 2666n + taxMinor });
    expect(result.lines.map((of) => of.taxMinor)).toEqual([253n, 253n]);
    expect(result.byRate.map(({ baseMinor, taxMinor: tax }) => [baseMinor, tax])).toEqual([[2666n, 507n]]);
  });

  it("adds 7 % on 5 % where it is compound: 100.00 owe 12.35", () => {
    expect(computeTax([line("10000", "5", "+7")], conventions).taxMinor).toBe(1235n);
    expect(computeTax([line("10000", "5", "7")], conventions).taxMinor).toBe(1200n);
  });

  it("rounds three taxes of 99.99 together to 11.50 and each to 11.49", () => {
    const taxed = line("9999", "8.875", "2.125", "0.5");
    expect(computeTax([taxed], conventions).lines[0]?.taxes.map((tax) => tax.amountMinor)).toEqual([887n, 212n, 50n]);
    const combined = computeTax([taxed], { ...conventions, combine: "combined" });
    expect(combined.lines[0]?.taxes.map((tax) => tax.amountMinor)).toEqual([888n, 212n, 50n]);
    expect(combined.taxMinor).toBe(1150n);
  });

  it("takes 2.10 of tax out of 12.10 at 21 %, and the rest is the net", () => {
    const result = computeTax([line("1210", "21")], { ...conventions, priceMode: "inclusive" });
    expect(result).toMatchObject({ netMinor: 1000n, taxMinor: 210n, grossMinor: 1210n });
  });

  it("refuses a price that contains a tax of minus 100 percent", () => {
    const inclusive = { ...conventions, priceMode: "inclusive" } as const;
    expect(() => computeTax([line("1210", "-100")], inclusive)).toThrow("above minus 100 percent");
  });

  it("keeps net and tax equal to the gross whatever the price mode and level", () => {
    const amounts = fc.array(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), { maxLength: 8 });
    const level = fc.constantFrom("line", "rate", "document");
    fc.assert(
      fc.property(amounts, level, fc.constantFrom("inclusive", "exclusive"), (cents, at, priceMode) => {
        const lines = cents.map((amount) => ({ amountMinor: rational(amount), rates: rates("19", "+5.2", "0") }));
        const result = computeTax(lines, { ...conventions, level: at, priceMode });
        const given = cents.reduce((sum, amount) => sum + amount, 0n);
        expect(priceMode === "inclusive" ? result.grossMinor : result.netMinor).toBe(given);
        expect(result.netMinor + result.taxMinor).toBe(result.grossMinor);
        for (const of of result.lines) {
          expect(of.taxes.reduce((sum, tax) => sum + tax.amountMinor, 0n)).toBe(of.taxMinor);
        }
      }),
    );
  });
});

describe("chooseTaxRates", () => {
  const [own, customer, fallback] = [rates("1"), rates("2"), rates("3")];

  it.each([
    ["the line's own", { own, customer, fallback, isExempt: false }, own],
    ["none of its own", { own: [], customer, fallback, isExempt: false }, []],
    ["the customer's", { own: null, customer, fallback, isExempt: false }, customer],
    ["the default", { own: null, customer: null, fallback, isExempt: false }, fallback],
    ["none for the exempt", { own, customer, fallback, isExempt: true }, []],
  ])("takes %s", (_which, given, expected) => {
    expect(chooseTaxRates(given)).toEqual(expected);
  });
});
