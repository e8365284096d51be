import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRational, parseRational, rational } from "@/server/kernel";
import { applyDiscounts, type Discount, type DiscountConventions } from "./apply-discounts";

const conventions: DiscountConventions = {
  order: "given",
  stacking: "compound",
  negativeLines: "skip",
  percentRounding: "per_line",
  amountSplit: "proportional",
  splitPlaces: null,
  rounding: "half_away_from_zero",
};

const lines = (...cents: readonly string[]) =>
  cents.map((text, at) => ({ id: `l${at + 1}`, amountMinor: parseRational(text) }));

const percent = (value: string, lineIds: readonly string[] | null = null): Discount => ({
  kind: "percent",
  value: parseRational(value),
  lineIds,
});

const amount = (value: string): Discount => ({ kind: "amount", value: parseRational(value), lineIds: null });

const left = (
  cents: readonly string[],
  discounts: readonly Discount[],
  changed: Partial<DiscountConventions> = {},
): string[] =>
  applyDiscounts(lines(...cents), discounts, { ...conventions, ...changed }, "EUR").lines.map(({ netMinor }) =>
    formatRational(netMinor),
  );

describe("applyDiscounts", () => {
  it.each([
    ["in proportion to what is left", ["6000", "4000"], [amount("1000")], {}, ["5400", "3600"]],
    ["the odd cent to the largest fraction", ["333", "333", "334"], [amount("100")], {}, ["300", "300", "300"]],
    ["line by line", ["1000", "2000", "1500"], [amount("2500")], { amountSplit: "sequential" }, ["0", "500", "1500"]],
    ["never more than there is", ["1000"], [amount("2500")], {}, ["0"]],
    ["the amount, then the percentage", ["10000"], [amount("5000"), percent("10")], {}, ["4500"]],
    ["the percentage first", ["10000"], [amount("5000"), percent("10")], { order: "percent_first" }, ["4000"]],
    ["percentages of what is left", ["10000"], [percent("10"), percent("10")], {}, ["8100"]],
    ["percentages of the original", ["10000"], [percent("10"), percent("10")], { stacking: "additive" }, ["8000"]],
    ["at most all of a line", ["1000"], [percent("70"), percent("70")], { stacking: "additive" }, ["0"]],
    ["rounded by line", ["100", "100"], [percent("33.33")], {}, ["67", "67"]],
    ["rounded on the sum", ["100", "100"], [percent("33.33")], { percentRounding: "per_document" }, ["66", "67"]],
    ["its own lines", ["1000", "1000"], [percent("10", ["l2"])], {}, ["1000", "900"]],
    ["no credit line", ["1000", "-500"], [percent("10")], {}, ["900", "-500"]],
    ["a credit line too", ["1000", "-500"], [percent("10")], { negativeLines: "include" }, ["900", "-450"]],
    ["shares of a tenth of a cent", ["100", "200"], [amount("100")], { splitPlaces: 3 }, ["66.7", "133.3"]],
  ] as const)("takes %s", (_how, cents, discounts, changed, expected) => {
    expect(left(cents, discounts, changed)).toEqual(expected);
  });

  it("tells what each discount took of each line, in the order applied", () => {
    const { discounts } = applyDiscounts(
      lines("6000", "4000"),
      [percent("10"), amount("900")],
      { ...conventions, order: "amount_first" },
      "EUR",
    );
    expect(discounts.map((one) => [one.discount.kind, one.sharesMinor.map(formatRational)])).toEqual([
      ["amount", ["540", "360"]],
      ["percent", ["546", "364"]],
    ]);
  });

  it("splits an amount so that the parts add up and no line changes its sign", () => {
    const cents = fc.array(fc.bigInt({ min: -1_000_000n, max: 10n ** 15n }), { minLength: 1, maxLength: 8 });
    const options = fc.record({
      amountSplit: fc.constantFrom("proportional" as const, "sequential" as const),
      percentRounding: fc.constantFrom("per_line" as const, "per_document" as const),
      stacking: fc.constantFrom("compound" as const, "additive" as const),
      negativeLines: fc.constantFrom("skip" as const, "include" as const),
    });
    fc.assert(
      fc.property(cents, fc.bigInt({ min: 0n, max: 10n ** 9n }), options, (given, off, changed) => {
        const before = given.map((minor, at) => ({ id: `l${at}`, amountMinor: rational(minor) }));
        const discounts = [percent("33.333"), amount(off.toString()), percent("90")];
        const after = applyDiscounts(before, discounts, { ...conventions, ...changed }, "EUR");
        for (const [at, line] of after.lines.entries()) {
          const original = given[at] ?? 0n;
          expect(original >= 0n ? line.netMinor.n >= 0n : line.netMinor.n <= 0n).toBe(true);
          expect(line.netMinor.d).toBe(1n);
        }
        const reachable = given.filter((minor) => minor > 0n).reduce((sum, minor) => sum + minor, 0n);
        const taken = after.discounts[1]?.amountMinor.n ?? 0n;
        expect(taken <= off && taken <= reachable).toBe(true);
      }),
    );
  });
});
