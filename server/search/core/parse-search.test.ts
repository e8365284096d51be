import { describe, expect, it } from "vitest";
import { plainDate } from "@/server/kernel";
import { foldText, hasClue, minorOfAmount, parseSearch, type SearchClues, searchLengthMax } from ".";

const today = plainDate("2026-11-16");

const read = (text: string): Partial<SearchClues> =>
  Object.fromEntries(
    Object.entries(parseSearch(text, today).clues).filter(([name, clue]) =>
      name === "words" ? (clue as string[]).length > 0 : clue !== null,
    ),
  );

const invoice = { series: "INV", year: 2026, sequence: 48_213n };

const table: readonly (readonly [string, Partial<SearchClues>])[] = [
  ["Mina@Brightbarn.example", { email: { local: "mina", domain: "brightbarn.example" } }],
  ["jana@tulpe", { email: { local: "jana", domain: "tulpe" } }],
  ["@tulpe.example", { email: { local: "", domain: "tulpe.example" } }],
  ["INV-2026-0048213", { document: invoice }],
  ["inv20260048213", { document: invoice }],
  ["20260048213", { document: { ...invoice, series: null } }],
  ["2026-0048213", { document: { ...invoice, series: null } }],
  ["48213", { digits: "48213" }],
  ["ACC-000012", { account: 12n }],
  ["ord-000123", { order: 123n }],
  ["ORD123", { order: 123n }],
  ["4242", { digits: "4242" }],
  ["last4:4242", { last4: "4242" }],
  ["499.80", { amount: "499.80" }],
  ["499,80", { amount: "499.80" }],
  ["amount:499.80", { amount: "499.80" }],
  ["amount:499", { amount: "499" }],
  ["€1,499.80", { amount: "1499.80" }],
  ["1.499,80", { amount: "1499.80" }],
  ["¥1500", { amount: "1500" }],
  ["2026-11-14", { day: plainDate("2026-11-14") }],
  ["14 Nov", { day: plainDate("2026-11-14") }],
  ["14 nov", { day: plainDate("2026-11-14") }],
  ["date:14 Nov", { day: plainDate("2026-11-14") }],
  ["date:2026-11-14", { day: plainDate("2026-11-14") }],
  ["Nov 14, 2025", { day: plainDate("2025-11-14") }],
  ["3rd December", { day: plainDate("2025-12-03") }],
  ["14.11.2026", { day: plainDate("2026-11-14") }],
  ["29 Feb", {}],
  ["status:overdue", { status: "overdue" }],
  ["status:partly-paid", { status: "partly_paid" }],
  ["4242 2026-11-14 499.80", { digits: "4242", day: plainDate("2026-11-14"), amount: "499.80" }],
  ["499.80 14 Nov 4242", { digits: "4242", day: plainDate("2026-11-14"), amount: "499.80" }],
  ["studio 14 Nov", { words: ["studio"], day: plainDate("2026-11-14") }],
  ["Kiln & Oak 499.80 status:paid", { words: ["kiln", "&", "oak"], amount: "499.80", status: "paid" }],
  ["Müller Straße", { words: ["muller", "strasse"] }],
  ["12 monkeys", { digits: "12", words: ["monkeys"] }],
  ["499.80 12.50", { amount: "499.80", words: ["12.50"] }],
  ["2026-02-30", { words: ["2026-02-30"] }],
  ["", {}],
  ["  ", {}],
];

describe("page C2 what a search says", () => {
  it.each(table)("page C2 reads %j", (text, clues) => {
    const found = read(text);
    if (text === "29 Feb") expect(found).toEqual({ digits: "29", words: ["feb"] });
    else expect(found).toEqual(clues);
    expect(hasClue(parseSearch(text, today).clues)).toBe(text.trim() !== "");
  });

  it("page C2 takes any text for what it is, and cuts what is too long with a notice", () => {
    for (const text of ["'", '"', "%", "_", "\\", "a\0b", "status:", "last4:42", "amount:x", "date:x", "@", "x:y:z"]) {
      expect(parseSearch(text, today).text).not.toContain("\0");
    }
    const long = parseSearch("x".repeat(10_000), today);
    expect([long.isCut, long.text.length]).toEqual([true, searchLengthMax]);
    expect(parseSearch("x".repeat(searchLengthMax), today).isCut).toBe(false);
  });

  it("page C2 knows how many decimals an amount may have", () => {
    const cases = [
      ["499.80", 2, 49_980n],
      ["499.80", 3, 499_800n],
      ["499.80", 0, null],
      ["1500", 0, 1500n],
      ["1500.00", 0, 1500n],
      ["0.5", 2, 50n],
    ] as const;
    for (const [amount, exponent, minor] of cases) expect(minorOfAmount(amount, exponent)).toBe(minor);
  });

  it("page C2 folds accents and letters that only look alike", () => {
    expect(foldText("Łódź Ærø Crème Brûlée GROẞ")).toBe("lodz aero creme brulee gross");
  });
});
