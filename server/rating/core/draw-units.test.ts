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

  const parcel = (units: string, ends: string | null): UnitParcel => ({
    units: parseRational(units),
    until: ends === null ? null : day(ends),
  });

  /** What is left of parcels with a grant of 10, by where it ends. */
  const left = (parcels: readonly UnitParcel[], grantUntil: string | null, used = "0"): string[] =>
    drawUnits(
      {
        parcels,
        grant: parcel("10", grantUntil),
        used: parseRational(used),
        period: { start: day("2027-02-01"), end: day("2027-03-01") },
        unitsMax: null,
      },
      "UTC",
    ).parcels.map(({ units, until: ends }) => `${formatRational(units)} ${ends?.kind === "day" ? ends.day : "never"}`);

  it("are one where they are neighbors that end together, and apart where they are not", () => {
    expect(left([parcel("1", "2027-05-01"), parcel("2", "2027-05-01")], "2027-05-01")).toEqual(["13 2027-05-01"]);
    expect(left([parcel("1", null), parcel("2", null)], null)).toEqual(["13 never"]);
    expect(left([parcel("1", "2027-05-01"), parcel("2", "2027-06-01")], "2027-05-01")).toEqual([
      "1 2027-05-01",
      "2 2027-06-01",
      "10 2027-05-01",
    ]);
    expect(left([parcel("1", null)], "2027-05-01")).toEqual(["1 never", "10 2027-05-01"]);
    expect(left([parcel("1", "2027-05-01")], null)).toEqual(["1 2027-05-01", "10 never"]);
    expect(left([parcel("1", "2027-05-01"), parcel("2", "2027-05-01")], null)).toEqual(["3 2027-05-01", "10 never"]);
  });

  it("leave what is not used up of a parcel, to the last part of a unit", () => {
    expect(left([parcel("1", "2027-04-01"), parcel("2", "2027-05-01")], "2027-06-01", "1")).toEqual([
      "2 2027-05-01",
      "10 2027-06-01",
    ]);
    expect(left([parcel("1", "2027-04-01")], "2027-06-01", "0.5")).toEqual(["0.5 2027-04-01", "10 2027-06-01"]);
    expect(left([parcel("4", "2027-04-01")], "2027-06-01", "13.75")).toEqual(["0.25 2027-06-01"]);
    expect(left([parcel("4", "2027-04-01")], "2027-06-01", "14")).toEqual([]);
  });

  it("have an account that loses nothing and draws what may be drawn", () => {
    const figures = { granted: "10", carriedIn: "5", drawn: "8", expired: "1", carriedOut: "6" };
    const isRight = (change: Partial<typeof figures>, used: string, available: string): boolean => {
      const { granted, carriedIn, drawn, expired, carriedOut } = { ...figures, ...change };
      const account = {
        granted: parseRational(granted),
        carriedIn: parseRational(carriedIn),
        drawn: parseRational(drawn),
        expired: parseRational(expired),
        carriedOut: parseRational(carriedOut),
      };
      return isAccountOf(account, parseRational(used), parseRational(available));
    };
    expect(isRight({}, "8", "15")).toBe(true);
    expect(isRight({}, "9", "8")).toBe(true);
    expect(isRight({ expired: "2" }, "8", "15")).toBe(false);
    expect(isRight({ granted: "10.5" }, "8", "15")).toBe(false);
    expect(isRight({}, "7", "15")).toBe(false);
    expect(isRight({}, "17/2", "15")).toBe(false);
    expect(isRight({}, "9", "15")).toBe(false);
    // 8/3 in place of 8: the same numerator.
    expect(isRight({ drawn: "8/3", carriedOut: "34/3" }, "8", "15")).toBe(false);
    expect(isRight({ drawn: "0", carriedOut: "14" }, "-3", "15")).toBe(true);
  });
});
