import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatRational, parseRational, plainDate, type TimePoint } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { aggregateUsage as aggregateInCore, type UsageEvent } from "./core";

import { aggregateUsage, recordUsage, type UsageRequest } from "./index";
import { type MeteredCompany, openMeteredCompany } from "./usage-test-harness";

let metered: MeteredCompany;
let ctx: ServiceContext;

beforeAll(async () => {
  metered = await openMeteredCompany();
  ctx = { ...metered.ctx, now: new Date("2027-12-31T00:00:00Z") };
});
afterAll(() => metered.close());

const day = (text: string): TimePoint => ({ kind: "day", day: plainDate(text) });
const instant = (text: string): TimePoint => ({ kind: "instant", at: new Date(text) });

type MeterKey = keyof MeteredCompany["meters"];
const aggregationOf = {
  api_calls: "sum",
  tickets: "count",
  seats_peak: "max",
  storage: "latest",
  users: "count_unique",
} as const;
const keys = Object.keys(aggregationOf) as MeterKey[];

const question = (meter: MeterKey, from: TimePoint, to: TimePoint): UsageRequest => ({
  key: meter,
  subscriptionId: metered.berlin.id,
  meterId: metered.meters[meter].id,
  aggregation: aggregationOf[meter],
  keyProperty: metered.meters[meter].keyProperty,
  from,
  to,
});

const answer = async (asked: readonly UsageRequest[], at = ctx): Promise<Record<string, string>> =>
  Object.fromEntries([...(await aggregateUsage(at, asked))].map(([key, value]) => [key, formatRational(value)]));

let sent = 0;
const report = async (meter: MeterKey, timestamp: string, value: string, at = ctx): Promise<void> => {
  sent += 1;
  const event = { id: `e-${sent}`, subscription: metered.berlin.id, meter, timestamp, value };
  expect(await recordUsage(at, { events: [event] })).toMatchObject({ accepted: 1, refused: [] });
};

describe("what usage comes to", () => {
  it("counts an event at 23:30 in London on the next day, in Berlin", async () => {
    await report("api_calls", "2026-12-31T23:30:00Z", "5");
    expect(await answer([question("api_calls", day("2026-12-01"), day("2027-01-01"))])).toEqual({ api_calls: "0" });
    expect(await answer([question("api_calls", day("2027-01-01"), day("2027-02-01"))])).toEqual({ api_calls: "5" });
    const until = instant("2026-12-31T23:30:00Z");
    const from = instant("2026-12-31T23:30:00.001Z");
    expect(await answer([question("api_calls", day("2026-12-01"), until)])).toEqual({ api_calls: "0" });
    expect(await answer([question("api_calls", until, from)])).toEqual({ api_calls: "5" });
    expect(await answer([question("api_calls", from, day("2027-02-01"))])).toEqual({ api_calls: "0" });
  });

  it("adds what floats cannot, and answers many questions at once", async () => {
    const march = [day("2027-03-01"), day("2027-04-01")] as const;
    await report("api_calls", "2027-03-02T10:00:00Z", "0.1");
    await report("api_calls", "2027-03-02T10:00:00Z", "0.2");
    await report("api_calls", "2027-03-03T10:00:00Z", "999999999999.999999999999");
    await report("api_calls", "2027-03-04T10:00:00Z", "-0.000000000001");
    await report("tickets", "2027-03-04T10:00:00Z", "1");
    await report("seats_peak", "2027-03-04T10:00:00Z", "7.5");
    await report("seats_peak", "2027-03-03T10:00:00Z", "9");
    await report("storage", "2027-03-05T10:00:00Z", "3");
    await report("storage", "2027-03-04T10:00:00Z", "4");
    const nobody = { ...question("api_calls", ...march), key: "nobody", subscriptionId: metered.york.id };
    expect(await answer([...keys.map((key) => question(key, ...march)), nobody])).toEqual({
      api_calls: "1000000000000.299999999998",
      tickets: "1",
      seats_peak: "9",
      storage: "3",
      users: "0",
      nobody: "0",
    });
    expect(await answer([])).toEqual({});
  });

  it("knows only what was recorded by then", async () => {
    const late: ServiceContext = { ...ctx, now: new Date("2028-01-15T00:00:00Z") };
    await report("tickets", "2027-04-10T10:00:00Z", "1");
    await report("tickets", "2027-04-11T10:00:00Z", "1", late);
    const april = question("tickets", day("2027-04-01"), day("2027-05-01"));
    expect(await answer([april])).toEqual({ tickets: "1" });
    expect(await answer([april], late)).toEqual({ tickets: "2" });
  });

  it("takes of two events of one instant the one that came last as the latest", async () => {
    const may = question("storage", day("2027-05-01"), day("2027-06-01"));
    const same = "2027-05-10T10:00:00Z";
    await report("storage", same, "8");
    await report("storage", same, "3");
    await report("storage", "2027-05-09T10:00:00Z", "100");
    expect(await answer([may])).toEqual({ storage: "3" });
  });
});

// Two weeks around the night in which Berlin's clock goes back, with few instants, so that many are the same.
const base = Date.parse("2027-10-25T00:00:00Z");
const hours = 14 * 24;
const at = (hour: number): string => new Date(base + hour * 3_600_000).toISOString();
const event = fc.record({ hour: fc.integer({ min: 0, max: hours }), units: fc.integer({ min: 0, max: 10 ** 9 }) });
const point = fc.oneof(
  fc.integer({ min: 0, max: 14 }).map((days) => day(at(days * 24).slice(0, 10))),
  fc.integer({ min: 0, max: hours }).map((hour) => instant(at(hour))),
);

describe("the database and the core", () => {
  it("come to the same, for every aggregation, over days and instants", async () => {
    const known: Record<MeterKey, UsageEvent[]> = {
      api_calls: [],
      tickets: [],
      seats_peak: [],
      storage: [],
      users: [],
    };
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), point, point, async (events, from, to) => {
        for (const meter of keys) {
          const values = events.map(({ units }) =>
            meter === "tickets" || meter === "users" ? "1" : formatRational(parseRational(`${units}/1000000000000`)),
          );
          const batch = events.map(({ hour }, index) => {
            sent += 1;
            const value = values[index] ?? "";
            // Few users, so that many come again.
            const user = `user ${(events[index]?.units ?? 0) % 5}`;
            known[meter].push({ at: new Date(at(hour)), value: parseRational(value), key: user, op: "add" });
            const properties = { user };
            return { id: `p-${sent}`, subscription: metered.berlin.id, meter, timestamp: at(hour), value, properties };
          });
          if (batch.length > 0) expect((await recordUsage(ctx, { events: batch })).accepted).toBe(batch.length);
        }
        const inDatabase = await answer(keys.map((meter) => question(meter, from, to)));
        for (const meter of keys) {
          const { quantity } = aggregateInCore(
            known[meter],
            { start: from, end: to },
            {
              ...{ aggregation: aggregationOf[meter], zone: "Europe/Berlin", serviceEnd: null },
              ...{ opening: { level: null, keys: [] }, bucket: "day", dropsRemoved: false },
              ...{ weightUnit: "period", weightBasis: "second" },
            },
          );
          expect(inDatabase[meter]).toBe(formatRational(quantity));
        }
      }),
      { numRuns: 60 },
    );
  });
});
