import { describe, expect, it } from "vitest";
import { formatRational, parseRational, plainDate, type TimePoint } from "@/server/kernel";
import { drawUnits, isAccountOf, type UnitParcel } from "./draw-units";

const day = (text: string): TimePoint => ({ kind: "day", day: plainDate(text) });
const first = (month: number): string => `2027-${String(month).padStart(2, "0")}-01`;

type Terms = { readonly periods: number | null; readonly unitsMax: string | null };

const until = (month: number, { periods }: Terms) => (periods === null ? null : day(first(month + 1 + periods)));

/** Month after month with 1,000 each: carried in, drawn, expired, carried out. */
const months = (terms: Terms, used: readonly string[]): string[] => {
  let parcels: readonly UnitParcel[] = [];
  return used.map((count, at) => {
    const month = at + 1;
    const drawn = drawUnits(
      {
        parcels,
        grant: { units: parseRational("1000"), until: until(month, terms) },
        used: parseRational(count),
        period: { start: day(first(month)), end: day(first(month + 1)) },
        unitsMax: terms.unitsMax === null ? null : parseRational(terms.unitsMax),
      },
      "UTC",
    );
    parcels = drawn.parcels;
    const { account, available } = drawn;
    expect(isAccountOf(account, parseRational(count), available)).toBe(true);
    expect(formatRational(account.granted)).toBe("1000");
    return [account.carriedIn, account.drawn, account.expired, account.carriedOut].map(formatRational).join(" ");
  });
};

describe("included units that go on", () => {
  it.each([
    [
      "for one period: 400, 100 and 200 are left, and 1,400 find 1,200",
      { periods: 1, unitsMax: null },
      ["600", "1300", "900", "1400", "0"],
      ["0 600 0 400", "400 1300 0 100", "100 900 0 200", "200 1200 0 0", "0 0 0 1000"],
    ],
    [
      "for one period end with it: of 900 carried in 100 are drawn and 800 expire",
      { periods: 1, unitsMax: null },
      ["100", "100", "1000"],
      ["0 100 0 900", "900 100 800 1000", "1000 1000 0 1000"],
    ],
    [
      "for two periods are drawn oldest first, and the oldest expire first",
      { periods: 2, unitsMax: null },
      ["0", "500", "0", "2600"],
      // 500 of January are left in February, and end with March; February and March go on into April.
      ["0 0 0 1000", "1000 500 0 1500", "1500 0 500 2000", "2000 2600 0 400"],
    ],
    [
      "at most 500: what is more expires at once",
      { periods: null, unitsMax: "500" },
      ["100", "0", "1600"],
      ["0 100 400 500", "500 0 1000 500", "500 1500 0 0"],
    ],
    [
      "for two periods and at most 1,500: the oldest make way",
      { periods: 2, unitsMax: "1500" },
      ["0", "0", "200", "0"],
      // 500 of January and 1,000 of February; 200 and then 300 of January go, and 500 of February make way.
      ["0 0 0 1000", "1000 0 500 1500", "1500 200 800 1500", "1500 0 1000 1500"],
    ],
    ["and nothing is drawn by usage that was taken back", { periods: 1, unitsMax: null }, ["-5"], ["0 0 0 1000"]],
  ] as const)("go on %s", (_what, terms, used, expected) => {
    expect(months(terms, used)).toEqual(expected);
  });

  it("that ended before the part of a period begins are not drawn", () => {
    const { available, account } = drawUnits(
      {
        parcels: [{ units: parseRational("300"), until: day("2027-02-01") }],
        grant: { units: parseRational("500"), until: day("2027-04-01") },
        used: parseRational("600"),
        period: { start: day("2027-02-10"), end: day("2027-03-01") },
        unitsMax: null,
      },
      "UTC",
    );
    expect(formatRational(available)).toBe("500");
    expect([account.drawn, account.expired, account.carriedOut].map(formatRational)).toEqual(["500", "300", "0"]);
    expect(isAccountOf(account, parseRational("600"), parseRational("800"))).toBe(false);
  });
});
