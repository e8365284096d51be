import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  addDays,
  dayInZone,
  daysBetween,
  instantOf,
  listServicePeriods,
  localDayOf,
  ONE,
  openSchedule,
  type PlainDate,
  plainDate,
  type Span,
  startOfDay,
  type TimePoint,
} from "@/server/kernel";
import { type ChargeTerms, type SubscriptionPolicy, startLife } from "@/server/subscriptions/core";
import { advanceLife } from "./advance-life";
import type { LifeBasis, MeteredEvent, ServiceLine } from "./life-basis";
import { basis, charge, nine, on, plan, standard, unitPrice } from "./life-test-harness";
import { requestChange } from "./request-change";
import { transitions } from "./zone-transitions-test-harness";

const hourMs = 3_600_000;
const anchors = Array.from({ length: 31 }, (_, at) => at + 1);
const write = (date: Date): string => date.toISOString().replace(".000Z", "Z");
const dayOfJanuary = (year: number, day: number): PlainDate => plainDate(`${year}-01-${String(day).padStart(2, "0")}`);

/** When a day begins, by Temporal. */
const begins = new Map<string, number>();
const beginOf = (day: string, zone: string): number => {
  const key = `${zone} ${day}`;
  const known = begins.get(key) ?? Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
  begins.set(key, known);
  return known;
};

/** The k-th month from a day on, by Temporal: a day that the month has not is its last. */
const monthsAfter = (day: PlainDate, months: number): PlainDate =>
  plainDate(Temporal.PlainDate.from(day).add({ months }).toString());

const inDays: SubscriptionPolicy = standard;
const inSeconds: SubscriptionPolicy = { ...standard, proration: { ...standard.proration, basis: "second" } };

const basisIn = (zone: string, policy: SubscriptionPolicy, events: readonly MeteredEvent[] = []): LifeBasis =>
  basis({ zone, policy, events });

const pointAt = (day: PlainDate, { policy, zone }: LifeBasis): TimePoint =>
  policy.proration.basis === "second" ? { kind: "instant", at: startOfDay(day, zone) } : { kind: "day", day };

const begin = (charges: readonly ChargeTerms[], startsAt: TimePoint, by: LifeBasis, billingDay: number | null = null) =>
  startLife(
    {
      id: "sub",
      plan: plan("of a zone", charges),
      quantity: ONE,
      startsAt,
      billingDay,
      coupons: [],
      overrides: {},
      skipsTrial: false,
    },
    by.policy,
    by.zone,
  );

describe("the clock changes that these tests rely on", () => {
  it.each(transitions)("are those of $zone: fourteen from 2024 to 2030", ({ zone, minutes, short, long }) => {
    const found: string[] = [];
    let next = Temporal.Instant.from("2024-01-01T00:00:00Z").toZonedDateTimeISO(zone).getTimeZoneTransition("next");
    for (; next && next.year <= 2030; next = next.getTimeZoneTransition("next")) {
      const before = next.subtract({ seconds: 1 });
      const shift = (next.offsetNanoseconds - before.offsetNanoseconds) / 60e9;
      // Where the clock is put back from midnight, the day before is the long one.
      found.push(`${shift > 0 ? next.toPlainDate() : before.toPlainDate()} ${shift}`);
    }
    const stated = [...short.map((day) => `${day} ${minutes}`), ...long.map((day) => `${day} ${-minutes}`)];
    expect(found).toEqual(stated.sort());
  });
});

describe("days around each clock change", () => {
  it.each(transitions)("in $zone follow each other without a gap or an overlap", ({ zone, minutes, short, long }) => {
    const hoursOf = (day: PlainDate): number =>
      (startOfDay(addDays(day, 1), zone).getTime() - startOfDay(day, zone).getTime()) / hourMs;
    expect(short.map(hoursOf)).toEqual(short.map(() => 24 - minutes / 60));
    expect(long.map(hoursOf)).toEqual(long.map(() => 24 + minutes / 60));
    for (const change of [...short, ...long]) {
      for (const day of [-2, -1, 0, 1, 2].map((apart) => addDays(change, apart))) {
        const start = startOfDay(day, zone);
        expect(start.getTime()).toBe(beginOf(day, zone));
        expect(dayInZone(start, zone)).toBe(day);
        expect(dayInZone(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1));
      }
    }
  });

  it.each([
    ["America/Santiago", "2024-09-08", "2024-09-08T04:00:00Z"],
    ["America/Santiago", "2025-09-07", "2025-09-07T04:00:00Z"],
    ["America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z"],
    ["Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z"],
    ["Africa/Cairo", "2025-04-25", "2025-04-24T22:00:00Z"],
    ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z"],
  ])("in %s begin at one o'clock where there is no midnight: %s at %s", (zone, day, expected) => {
    const start = startOfDay(plainDate(day), zone);
    expect(write(start)).toBe(expected);
    const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
    expect([clock.format(start.getTime() - 60_000), clock.format(start)]).toEqual(["23:59", "01:00"]);
  });
});

const fortyEight = (_period: Span, index: number): boolean => index < 48;
const firstYears = [2024, 2027];

describe.each(transitions)("forty-eight months from January 2024 and 2027 in $zone", ({ zone }) => {
  const grids = firstYears.flatMap((year) => anchors.map((day) => dayOfJanuary(year, day)));

  it("have their boundaries on the days that Temporal counts from the anchor, each day in one period", () => {
    for (const anchor of grids) {
      const start: TimePoint = { kind: "day", day: anchor };
      const terms = { start, end: null, zone, interval: nine.interval, anchor: null, anchorDay: null };
      const periods = listServicePeriods(openSchedule(terms, "anniversary"), fortyEight);
      const boundaries = [
        ...periods.map(({ period }) => period.start),
        ...periods.slice(-1).map(({ period }) => period.end),
      ];
      expect(boundaries.map((point) => localDayOf(point, zone))).toEqual(
        Array.from({ length: 49 }, (_, k) => monthsAfter(anchor, k)),
      );
      const days = periods.map(({ period }) =>
        daysBetween(localDayOf(period.start, zone), localDayOf(period.end, zone)),
      );
      expect(days.reduce((sum, count) => sum + count, 0)).toBe(daysBetween(anchor, monthsAfter(anchor, 48)));
    }
  });

  it.each(["00:30", "01:45", "02:15"])("keep %s on the clock, moved on where the clock skips it", (time) => {
    const wallTime = Temporal.PlainTime.from(time);
    for (const anchor of grids.slice(31)) {
      const momentOn = (day: string): number =>
        Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: wallTime }).epochMilliseconds;
      const start: TimePoint = { kind: "instant", at: new Date(momentOn(anchor)) };
      const terms = { start, end: null, zone, interval: nine.interval, anchor: null, anchorDay: null };
      const { boundaryAt } = openSchedule(terms, "anniversary");
      const boundaries = Array.from({ length: 49 }, (_, k) => instantOf(boundaryAt(k), zone).getTime());
      expect(boundaries).toEqual(boundaries.map((_, k) => momentOn(monthsAfter(anchor, k))));
    }
  });

  const coverage = (lines: readonly ServiceLine[], first: PlainDate, count: number): number[] => {
    const covered = Array.from({ length: count }, () => 0);
    for (const { period } of lines) {
      const from = daysBetween(first, localDayOf(period.start, zone));
      const to = daysBetween(first, localDayOf(period.end, zone));
      for (let day = Math.max(0, from); day < Math.min(count, to); day += 1) covered[day] = (covered[day] ?? 0) + 1;
    }
    return covered;
  };

  const expectEachDayOnce = (own: readonly ServiceLine[], anchor: PlainDate, until: PlainDate): void => {
    expect(new Set(coverage(own, anchor, daysBetween(anchor, until)))).toEqual(new Set([1]));
    for (const { period } of own) {
      expect(instantOf(period.start, zone).getTime()).toBe(beginOf(localDayOf(period.start, zone), zone));
    }
  };

  it.each([
    ["days", inDays, grids],
    ["seconds", inSeconds, grids.slice(0, 31)],
  ])("are billed day for day once, in advance and in arrears, measured in %s", (_unit, policy, chosen) => {
    const by = basisIn(zone, policy);
    const both = [charge(), charge({ key: "base", timing: "in_arrears" })];
    for (const anchor of chosen) {
      const until = monthsAfter(anchor, 48);
      const { lines } = advanceLife(begin(both, pointAt(anchor, by), by), by, pointAt(until, by));
      const [ahead, behind] = ["fee", "base"].map((key) => lines.filter(({ chargeKey }) => chargeKey === key));
      // Whole months, and of what is in advance the one that begins: no clock change makes a stub of any.
      expect(ahead?.map(({ amountMinor }) => amountMinor)).toEqual(Array.from({ length: 49 }, () => 900n));
      expect(behind?.map(({ amountMinor }) => amountMinor)).toEqual(Array.from({ length: 48 }, () => 900n));
      expectEachDayOnce(ahead ?? [], anchor, until);
      expectEachDayOnce(behind ?? [], anchor, until);
    }
  });

  it("are billed day for day once on a billing day too, which a first stub leads up to", () => {
    const by = basisIn(zone, inDays);
    for (const billingDay of anchors) {
      const first = plainDate("2024-02-10");
      const until = plainDate("2028-02-10");
      const { lines } = advanceLife(begin([charge()], on(first), by, billingDay), by, on(until));
      expect(new Set(coverage(lines, first, daysBetween(first, until)))).toEqual(new Set([1]));
    }
  });
});

describe("a bill run every hour around each clock change", () => {
  it.each(transitions)("in $zone bills the period that begins then once, in the first hour of its day", (given) => {
    const { zone, short, long } = given;
    for (const change of [...short, ...long].flatMap((day) => [day, addDays(day, 1)])) {
      const by = basisIn(zone, inDays);
      let life = begin([charge()], on(addDays(change, -28)), by, Number(change.slice(8)));
      const begun = beginOf(change, zone);
      const billedAt: number[] = [];
      for (let now = begun - 36 * hourMs; now < begun + 36 * hourMs; now += hourMs / 2) {
        const billed = advanceLife(life, by, { kind: "day", day: dayInZone(new Date(now), zone) });
        life = billed.life;
        const begins = billed.lines.filter(({ period }) => localDayOf(period.start, zone) === change);
        billedAt.push(...begins.map(() => now));
      }
      expect(billedAt).toEqual([begun]);
    }
  });
});

describe("usage around each clock change", () => {
  const calls = charge({
    key: "calls",
    kind: "usage",
    timing: "in_arrears",
    price: unitPrice("1"),
    meter: { key: "calls", aggregation: "sum" },
  });

  it.each(transitions)("in $zone is billed once: every half hour in the period that its day is of", (given) => {
    const { zone, short, long } = given;
    for (const change of [...short, ...long].flatMap((day) => [day, addDays(day, 1)])) {
      const begun = beginOf(change, zone);
      const events = Array.from(
        { length: 144 },
        (_, at): MeteredEvent => ({
          at: new Date(begun + ((at - 72) * hourMs) / 2),
          value: ONE,
          key: null,
          op: "add",
          meter: "calls",
        }),
      );
      const by = basisIn(zone, inDays, events);
      const first = addDays(change, -28);
      const life = begin([calls], on(first), by, Number(change.slice(8)));
      const { lines } = advanceLife(life, by, on(addDays(change, 31)));
      const amounts = lines.map(({ period, amountMinor }) => [localDayOf(period.end, zone), amountMinor] as const);
      // Thirty-six hours before the day begins, and thirty-six from then on: 72 events at 1.00 each.
      expect(amounts.find(([end]) => end === change)?.[1]).toBe(7200n);
      expect(amounts.reduce((sum, [, amount]) => sum + amount, 0n)).toBe(14_400n);
    }
  });
});

describe("service given back by the second in the month of a clock change", () => {
  it.each([
    // 31 days less an hour are 743 hours; the 21 days from 11 March on have 504.
    ["America/New_York", "2024-03-01", "743", "2024-03-11", "504.00"],
    // The change itself is on 10 March: 22 days less an hour.
    ["America/New_York", "2024-03-01", "743", "2024-03-10", "527.00"],
    // 31 days and an hour are 745 hours; the 16 days from 16 October on have the hour.
    ["Europe/Berlin", "2024-10-01", "745", "2024-10-16", "385.00"],
    // 30 days less an hour; the 15 days from 16 September on lack it.
    ["Pacific/Auckland", "2024-09-01", "719", "2024-09-16", "359.00"],
    // 30 days and half an hour are 1,441 half hours; the 15 days from 16 April on have 720.
    ["Australia/Lord_Howe", "2024-04-01", "1441", "2024-04-16", "720.00"],
    // 8 September begins at one o'clock: 23 days less an hour are 551 of 719 hours.
    ["America/Santiago", "2024-09-01", "719", "2024-09-08", "551.00"],
    // 26 April begins at one o'clock: 5 days less an hour are 119 of 719 hours.
    ["Africa/Cairo", "2024-04-01", "719", "2024-04-26", "119.00"],
  ])("in %s: of a month from %s at %s.00, from %s on, %s", (zone, from, price, at, expected) => {
    const by = basisIn(zone, inSeconds);
    const start = pointAt(plainDate(from), by);
    const life = advanceLife(begin([charge({ price: unitPrice(price) })], start, by), by, start).life;
    const now = pointAt(plainDate(at), by);
    const asked = { change: { kind: "cancel" as const }, effective: null, isAtPeriodEnd: false, position: 0 };
    const { lines } = requestChange(life, asked, now, by);
    expect(lines.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ["credit", -BigInt(expected.replace(".", ""))],
    ]);
  });

  it.each(transitions)("in $zone by days gives 15 of 30, however long they are", ({ zone }) => {
    const by = basisIn(zone, inDays);
    for (const month of ["2024-04", "2024-09", "2026-04", "2026-09"]) {
      const start = on(`${month}-01`);
      const life = advanceLife(begin([charge()], start, by), by, start).life;
      const asked = { change: { kind: "cancel" as const }, effective: null, isAtPeriodEnd: false, position: 0 };
      const { lines } = requestChange(life, asked, on(`${month}-16`), by);
      expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([-450n]);
    }
  });
});
