import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { plainDate } from "./plain-date";
import { dayInZone, instantAt, isTimeZone, offsetMinutesAt, startOfDay, wallClockInZone } from "./zoned-time";

const zones = [
  "UTC",
  "Europe/Dublin",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "America/Sao_Paulo",
  "America/Santiago",
  "America/Havana",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "Asia/Beirut",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
];

const zone = fc.constantFrom(...zones);
const instant = fc.date({
  min: new Date("1975-01-01T00:00:00Z"),
  max: new Date("2040-12-31T00:00:00Z"),
  noInvalidDate: true,
});
const day = instant.map((date) => plainDate(date.toISOString().slice(0, 10)));
const pad = (value: number) => String(value).padStart(2, "0");
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map(pad).join(":"));
const iso = (date: Date) => date.toISOString().replace(".000Z", "Z");

describe("dayInZone", () => {
  it.each([
    ["2026-01-31T22:30:00Z", "Europe/Berlin", "2026-01-31"],
    ["2026-01-31T23:30:00Z", "Europe/Berlin", "2026-02-01"],
    ["2026-01-31T23:30:00Z", "Europe/Dublin", "2026-01-31"],
    ["2012-07-16T09:17:03Z", "Pacific/Honolulu", "2012-07-15"],
    ["2026-01-01T10:00:00Z", "Pacific/Kiritimati", "2026-01-02"],
    ["1969-12-31T23:59:59.999Z", "UTC", "1969-12-31"],
  ])("puts %s in %s on %s", (at, where, expected) => {
    expect(dayInZone(new Date(at), where)).toBe(expected);
  });
});

describe("instantAt", () => {
  it.each([
    ["2026-03-29", "02:30:00", "Europe/Berlin", "2026-03-29T01:30:00Z"],
    ["2025-10-05", "02:15:00", "Australia/Lord_Howe", "2025-10-04T15:45:00Z"],
  ])("moves the skipped %s %s in %s forward by the gap", (on, at, where, expected) => {
    expect(iso(instantAt(plainDate(on), at, where))).toBe(expected);
  });

  it.each([
    ["2026-10-25", "02:30:00", "Europe/Berlin", "2026-10-25T00:30:00Z"],
    ["2025-04-06", "01:45:00", "Australia/Lord_Howe", "2025-04-05T14:45:00Z"],
    ["2026-01-01", "00:00:00", "Asia/Kathmandu", "2025-12-31T18:15:00Z"],
  ])("takes the earlier or only %s %s in %s", (on, at, where, expected) => {
    expect(iso(instantAt(plainDate(on), at, where))).toBe(expected);
  });

  it("agrees with Temporal in every zone", () => {
    fc.assert(
      fc.property(day, time, zone, (on, at, where) => {
        const expected = Temporal.PlainDateTime.from(`${on}T${at}`).toZonedDateTime(where);
        expect(instantAt(on, at, where).getTime()).toBe(expected.epochMilliseconds);
      }),
      { numRuns: 400 },
    );
  });

  it("agrees with Temporal around each clock change", () => {
    const changes = zones.flatMap(clockChanges);
    expect(changes.length).toBeGreaterThan(250);
    for (const change of changes) {
      for (const minutes of [-61, -31, -1, 0, 1, 31, 59, 61]) {
        expectAgreement(change.toPlainDateTime().add({ minutes }), change.timeZoneId);
      }
    }
  });
});

function clockChanges(where: string): Temporal.ZonedDateTime[] {
  const changes: Temporal.ZonedDateTime[] = [];
  let next = Temporal.Instant.from("2008-01-01T00:00:00Z").toZonedDateTimeISO(where).getTimeZoneTransition("next");
  while (next && next.year <= 2027) {
    changes.push(next);
    next = next.getTimeZoneTransition("next");
  }
  return changes;
}

function expectAgreement(local: Temporal.PlainDateTime, where: string) {
  const on = plainDate(local.toPlainDate().toString());
  const clock = [local.hour, local.minute, local.second].map(pad).join(":");
  expect(instantAt(on, clock, where).getTime()).toBe(local.toZonedDateTime(where).epochMilliseconds);
  expect(startOfDay(on, where).getTime()).toBe(local.toPlainDate().toZonedDateTime(where).epochMilliseconds);
}

describe("startOfDay", () => {
  it.each([
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z"],
    ["2025-09-07", "America/Santiago", "2025-09-07T04:00:00Z"],
    ["2026-04-05", "America/Santiago", "2026-04-05T04:00:00Z"],
    ["2026-11-01", "America/Havana", "2026-11-01T04:00:00Z"],
    ["1919-03-31", "America/Toronto", "1919-03-31T04:30:00Z"],
    ["2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00Z"],
    ["2026-01-31", "Europe/Berlin", "2026-01-30T23:00:00Z"],
  ])("of %s in %s is %s", (on, where, expected) => {
    expect(iso(startOfDay(plainDate(on), where))).toBe(expected);
  });

  it("agrees with Temporal and begins the day", () => {
    fc.assert(
      fc.property(day, zone, (on, where) => {
        const start = startOfDay(on, where);
        const expected = Temporal.PlainDate.from(on).toZonedDateTime(where);
        expect(start.getTime()).toBe(expected.epochMilliseconds);
      }),
      { numRuns: 300 },
    );
  });
});

describe("wallClockInZone", () => {
  it("agrees with Temporal", () => {
    fc.assert(
      fc.property(instant, zone, (at, where) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(where);
        expect(wallClockInZone(at, where)).toEqual({
          day: expected.toPlainDate().toString(),
          hour: expected.hour,
          minute: expected.minute,
          second: expected.second,
          offsetMinutes: expected.offsetNanoseconds / 60_000_000_000,
        });
        expect(offsetMinutesAt(at, where)).toBe(expected.offsetNanoseconds / 60_000_000_000);
      }),
      { numRuns: 400 },
    );
  });
});

describe("isTimeZone", () => {
  it("takes IANA names and refuses the rest", () => {
    expect(zones.every(isTimeZone)).toBe(true);
    expect(["Europe/Atlantis", "+01:00", "", " UTC", 5, undefined].some(isTimeZone)).toBe(false);
    expect(() => dayInZone(new Date(0), "Mars/Olympus")).toThrow(
      expect.objectContaining({ reason: "time_zone.unknown" }),
    );
  });
});
