import { describe, expect, it } from "vitest";
import { parseRational, rational, ZERO } from "@/server/kernel";
import { type CreditNoteConventions, computeCreditNote, creditGross } from "./compute-credit-note";
import { splitWriteOff, taxOfReceivable } from "./split-write-off";

const conventions: CreditNoteConventions = {
  taxFrom: "exact_net",
  lastNote: "takes_remainder",
  rounding: "half_away_from_zero",
};

const invoice = [
  {
    id: "seats",
    amountMinor: rational(10_000n),
    discountMinor: rational(1000n),
    taxes: [{ id: "vat", percent: parseRational("19") }],
  },
  { id: "fee", amountMinor: rational(333n), discountMinor: ZERO, taxes: [{ id: "city", amountMinor: rational(10n) }] },
];

const none = { earlier: [], isFinal: false };

describe("computeCreditNote", () => {
  it("credits a third of a discounted line: 33.33 less 3.33 is 30.00, with 5.70 of tax", () => {
    expect(computeCreditNote(invoice, [{ id: "seats", share: parseRational("1/3") }], none, conventions)).toEqual({
      subtotalMinor: 3333n,
      discountMinor: 333n,
      netMinor: 3000n,
      taxes: [{ id: "vat", amountMinor: 570n }],
      taxMinor: 570n,
      totalMinor: 3570n,
    });
  });

  it("shares a tax the invoice gives as an amount", () => {
    const note = computeCreditNote(invoice, [{ id: "fee", amountMinor: rational(111n) }], none, conventions);
    expect(note).toMatchObject({ netMinor: 111n, taxes: [{ id: "city", amountMinor: 3n }], totalMinor: 114n });
  });

  it("takes what earlier notes left in the last one, so that all of them are the invoice", () => {
    const credited = [{ id: "seats", share: parseRational("2/3") }];
    const history = { earlier: [{ netMinor: 3000n, taxMinor: 571n }], isFinal: true };
    const oneLine = invoice.slice(0, 1);
    expect(computeCreditNote(oneLine, credited, history, conventions)).toMatchObject({
      netMinor: 6000n,
      taxMinor: 1139n,
    });
    const computed = { ...conventions, lastNote: "computed" } as const;
    expect(computeCreditNote(oneLine, credited, history, computed)).toMatchObject({ netMinor: 6000n, taxMinor: 1140n });
  });

  it("refuses a line the invoice does not have", () => {
    expect(() => computeCreditNote(invoice, [{ id: "other", share: ZERO }], none, conventions)).toThrow(
      "only lines of the invoice",
    );
  });

  it("divides a gross amount as the invoice is divided: 10.00 of 41.32 and 8.68 are 8.26 and 1.74", () => {
    const line = {
      id: "plan",
      amountMinor: rational(4132n),
      discountMinor: ZERO,
      taxes: [{ id: "vat", amountMinor: rational(868n) }],
    };
    expect(creditGross([line], rational(1000n), conventions)).toEqual({
      netMinor: 826n,
      taxMinor: 174n,
      totalMinor: 1000n,
    });
  });
});

describe("splitWriteOff", () => {
  const receivable = { netMinor: 10_000n, taxMinor: taxOfReceivable(10_000n, parseRational("19"), "half_even") };

  it.each([
    [null, "full", [10_000n, 1900n, 11_900n, 0n]],
    [null, "none", [11_900n, 0n, 11_900n, 0n]],
    [5000n, "full", [4202n, 798n, 5000n, 6900n]],
  ] as const)("of %s with relief %s", (amount, taxRelief, expected) => {
    const split = splitWriteOff(receivable, amount, { taxRelief, rounding: "half_away_from_zero" });
    const { expenseMinor, taxReliefMinor, writtenOffMinor, balanceMinor } = split;
    expect([expenseMinor, taxReliefMinor, writtenOffMinor, balanceMinor]).toEqual(expected);
  });

  it("refuses more than is owed", () => {
    expect(() => splitWriteOff(receivable, 11_901n, { taxRelief: "none", rounding: "floor" })).toThrow("still owed");
  });
});
