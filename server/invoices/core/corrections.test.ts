import { describe, expect, it } from "vitest";
import { isDomainError, parseRational, rational, ZERO } from "@/server/kernel";
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

const refusalOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const { reason, message, details } = error;
    return { reason, message, details };
  }
};

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

  it("refuses a line the invoice does not have, by its name", () => {
    expect(refusalOf(() => computeCreditNote(invoice, [{ id: "other", share: ZERO }], none, conventions))).toEqual({
      reason: "credit_note.unknown_line",
      message: "Credit only lines of the invoice.",
      details: { line: "other" },
    });
  });

  it("credits nothing of a line without an amount, and refuses more", () => {
    const free = { id: "free", amountMinor: ZERO, discountMinor: ZERO, taxes: [] };
    const credit = (minor: bigint) => () =>
      computeCreditNote([free], [{ id: "free", amountMinor: rational(minor) }], none, conventions);
    expect(credit(0n)()).toMatchObject({ netMinor: 0n, totalMinor: 0n });
    expect(refusalOf(credit(1n))).toMatchObject({
      reason: "credit_note.empty_line",
      message: "A line without an amount cannot be credited.",
    });
  });

  it("takes tax from the net as it is, or from the net once it is rounded", () => {
    // A third of 0.50: 0.1667 exact, and 0.17 rounded; 50 % of them is 0.08 and, from the half, 0.09.
    const odd = [
      {
        id: "a",
        amountMinor: rational(50n),
        discountMinor: ZERO,
        taxes: [{ id: "vat", percent: parseRational("50") }],
      },
    ];
    const third = [{ id: "a", share: parseRational("1/3") }];
    const taxOf = (taxFrom: CreditNoteConventions["taxFrom"]) =>
      computeCreditNote(odd, third, none, { ...conventions, taxFrom }).taxMinor;
    expect([taxOf("exact_net"), taxOf("rounded_net")]).toEqual([8n, 9n]);
  });

  it("takes the rest of the net only where every earlier note tells its net, and the rest of the tax always", () => {
    const credited = [{ id: "seats", share: parseRational("1/3") }];
    const last = (earlier: readonly { readonly netMinor: bigint | null; readonly taxMinor: bigint }[]) =>
      computeCreditNote(invoice.slice(0, 1), credited, { earlier, isFinal: true }, conventions);
    // 90.00 and 17.10 in all.
    expect(
      last([
        { netMinor: 3001n, taxMinor: 570n },
        { netMinor: 3001n, taxMinor: 570n },
      ]),
    ).toMatchObject({
      netMinor: 2998n,
      taxMinor: 570n,
      totalMinor: 3568n,
    });
    expect(
      last([
        { netMinor: 3001n, taxMinor: 571n },
        { netMinor: null, taxMinor: 571n },
      ]),
    ).toMatchObject({
      netMinor: 3000n,
      taxMinor: 568n,
      totalMinor: 3568n,
    });
  });

  it("divides a gross amount of an invoice of nothing into net alone", () => {
    const nothing = [{ id: "free", amountMinor: ZERO, discountMinor: ZERO, taxes: [] }];
    expect(creditGross(nothing, rational(500n), conventions)).toEqual({
      netMinor: 500n,
      taxMinor: 0n,
      totalMinor: 500n,
    });
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

  it.each([11_901n, -1n])("refuses %s: more than is owed, or less than nothing", (amount) => {
    expect(refusalOf(() => splitWriteOff(receivable, amount, { taxRelief: "none", rounding: "floor" }))).toMatchObject({
      reason: "write_off.exceeds_receivable",
      message: "Write off at most what is still owed.",
    });
  });

  it.each([0n, 11_900n])("takes %s: nothing, or all of it", (amount) => {
    const split = splitWriteOff(receivable, amount, { taxRelief: "none", rounding: "floor" });
    expect(split.balanceMinor).toBe(11_900n - amount);
  });

  it("of nothing has no relief", () => {
    const nothing = { netMinor: 0n, taxMinor: 0n };
    expect(splitWriteOff(nothing, null, { taxRelief: "full", rounding: "floor" })).toEqual({
      expenseMinor: 0n,
      taxReliefMinor: 0n,
      writtenOffMinor: 0n,
      balanceMinor: 0n,
    });
  });
});
