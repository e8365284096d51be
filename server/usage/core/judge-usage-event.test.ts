import { describe, expect, it } from "vitest";
import { rational } from "@/server/kernel";
import { aheadMs, judgeTime, type KnownEvent, measureEvent, repeats } from "./judge-usage-event";
import { type ReportedEvent, readUsageEvent } from "./read-usage-event";

const sent = (more: object = {}): ReportedEvent => {
  const read = readUsageEvent({ id: "e-1", subscription: "sub_1", meter: "api_calls", value: "2", ...more });
  if (!read.ok) throw new Error(read.code);
  return read.event;
};

const codeOf = (given: unknown): [string, string] | null => {
  const read = readUsageEvent(given);
  return read.ok ? null : [read.code, read.field];
};

const complete = { id: "e-1", subscription: "sub_1", meter: "api_calls", value: "2" };
const subscription = {
  timeZone: "Europe/Berlin",
  startsAt: new Date("2026-11-01T00:00:00+01:00"),
  endsAt: new Date("2026-12-01T00:00:00+01:00"),
};
const now = new Date("2026-11-16T09:00:00Z");

describe("the shape of a usage event", () => {
  it.each([
    ["no event", [1], ["usage.event_malformed", ""]],
    ["no id", { ...complete, id: undefined }, ["usage.event_malformed", "id"]],
    ["an id of 201 letters", { ...complete, id: "x".repeat(201) }, ["usage.event_malformed", "id"]],
    ["an id with a NUL", { ...complete, id: "a\0" }, ["usage.event_malformed", "id"]],
    ["half a character", { ...complete, id: "\ud800" }, ["usage.event_malformed", "id"]],
    ["a misspelt field", { ...complete, timestmap: "2026-11-16T09:00:00Z" }, ["usage.event_malformed", "timestmap"]],
    [
      "a time without a zone",
      { ...complete, timestamp: "2026-11-16T09:00:00" },
      ["usage.event_malformed", "timestamp"],
    ],
    ["a day that is none", { ...complete, timestamp: "2026-02-30T09:00:00Z" }, ["usage.event_malformed", "timestamp"]],
    ["deep properties", { ...complete, properties: { a: { b: 1 } } }, ["usage.event_malformed", "properties.a"]],
    ["a NUL in a property", { ...complete, properties: { a: "\0" } }, ["usage.event_malformed", "properties.a"]],
    ["1 MB", { ...complete, properties: { a: "x".repeat(1e6) } }, ["usage.properties_too_large", "properties"]],
    [
      "2,049 bytes",
      { ...complete, properties: { a: `${"ä".repeat(1020)}x` } },
      ["usage.properties_too_large", "properties"],
    ],
  ])("refuses %s and names the field", (_what, given, expected) => {
    expect(codeOf(given)).toEqual(expected);
  });

  it("takes properties of 2,048 bytes, and a time with any offset", () => {
    expect(codeOf({ ...complete, properties: { a: "ä".repeat(1020) } })).toBeNull();
    expect(sent({ timestamp: "2026-11-16T10:00:00.5+01:00" }).timestamp).toEqual(new Date("2026-11-16T09:00:00.500Z"));
  });
});

describe("what a usage event counts as", () => {
  const measure = (event: ReportedEvent, aggregation: "sum" | "count" = "sum") =>
    measureEvent(event, { aggregation }, subscription, now);

  it("belongs to the day on which it happened where the subscription counts its days", () => {
    expect(measure(sent({ timestamp: "2026-11-15T22:59:59.999Z" }))).toMatchObject({ happenedOn: "2026-11-15" });
    expect(measure(sent({ timestamp: "2026-11-15T23:30:00Z" }))).toMatchObject({ happenedOn: "2026-11-16" });
  });

  it("is one, and now, where a counting event says nothing else", () => {
    const { value: _, ...bare } = complete;
    expect(measure(sent({ ...bare, value: undefined }), "count")).toMatchObject({
      value: rational(1n),
      happenedAt: now,
    });
    expect(measure(sent({ value: undefined }))).toMatchObject({ code: "usage.value_missing", field: "value" });
    expect(measure(sent(), "count")).toMatchObject({ code: "usage.value_not_one" });
  });

  it.each([
    ["2026-11-16T09:05:00.000Z", null],
    ["2026-11-16T09:05:00.001Z", "usage.timestamp_future"],
    ["2026-10-31T22:59:59.999Z", "usage.timestamp_before_start"],
    ["2026-10-31T23:00:00.000Z", null],
  ])("at %s is judged %s", (at, code) => {
    expect(judgeTime(new Date(at), subscription, { now, aheadMs })?.code ?? null).toBe(code);
  });

  it("is refused from the instant at which the subscription ended", () => {
    const later = new Date("2026-12-05T09:00:00Z");
    expect(judgeTime(new Date("2026-11-30T22:59:59.999Z"), subscription, { now: later, aheadMs })).toBeNull();
    expect(judgeTime(new Date("2026-11-30T23:00:00Z"), subscription, { now: later, aheadMs })?.code).toBe(
      "usage.timestamp_after_end",
    );
    expect(
      judgeTime(new Date("2026-11-30T23:00:00Z"), { ...subscription, endsAt: null }, { now: later, aheadMs }),
    ).toBeNull();
  });
});

describe("an event that comes again", () => {
  const known: KnownEvent = {
    subscriptionId: "sub_1",
    meterId: "mtr_1",
    value: rational(2n),
    op: "add",
    happenedAt: now,
    properties: { region: "eu", nodes: 3 },
  };

  it("repeats the first one when it says the same, whatever the order of its properties", () => {
    expect(repeats(known, { ...known, properties: { nodes: 3, region: "eu" } }, true)).toBe(true);
  });

  it("may leave open when it happened, as the first one may have been sent later than it says", () => {
    const later = { ...known, happenedAt: new Date("2026-11-16T10:00:00Z") };
    expect(repeats(known, later, false)).toBe(true);
    expect(repeats(known, later, true)).toBe(false);
  });

  it.each([
    { subscriptionId: "sub_2" },
    { meterId: "mtr_2" },
    { value: rational(3n) },
    { op: "set" as const },
    { properties: { region: "us", nodes: 3 } },
    { properties: null },
  ])("is another one with %o", (change) => {
    expect(repeats(known, { ...known, ...change }, true)).toBe(false);
  });
});
