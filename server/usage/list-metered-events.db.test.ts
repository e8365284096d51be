import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatRational, type PlainDate, parseRational, plainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { levelBefore, type UsageEvent } from "./core";
import { createMeter, listMeteredEvents, recordUsage } from "./index";
import { type MeteredCompany, openMeteredCompany } from "./usage-test-harness";

let metered: MeteredCompany;
let ctx: ServiceContext;

beforeAll(async () => {
  metered = await openMeteredCompany();
  ctx = { ...metered.ctx, now: new Date("2027-12-31T00:00:00Z") };
  const { sellerId } = metered.meters.storage;
  const meter = { sellerId, key: "stored", name: "Stored", unitLabel: "GB" };
  await createMeter(ctx, { ...meter, aggregation: "weighted_sum" });
});
afterAll(() => metered.close());

const zone = "Europe/Berlin";

const levelFrom = async (from: PlainDate, at = ctx): Promise<string> => {
  const { id } = metered.berlin;
  const { sellerId } = metered.meters.storage;
  const found = await listMeteredEvents(at, [{ subscriptionId: id, sellerId, from, levelsOf: ["stored"] }]);
  return formatRational(levelBefore(found.get(id) ?? [], { kind: "day", day: from }, zone));
};

const event = fc.record({
  // Few instants of three weeks, so that many events share one.
  hour: fc.integer({ min: 0, max: 84 }).map((sixth) => sixth * 6),
  units: fc.integer({ min: 0, max: 1000 }),
  op: fc.constantFrom("add" as const, "set" as const),
});

describe("a level", () => {
  it("is the same where the database tells what it was before as where every event is read", async () => {
    const known: UsageEvent[] = [];
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 22 }),
        async (events, on) => {
          const batch = events.map(({ hour, units, op }) => {
            sent += 1;
            const at = new Date(Date.parse("2027-10-20T00:00:00Z") + hour * 3_600_000);
            known.push({ at, value: parseRational(String(units)), key: null, op });
            return {
              ...{ id: `l-${sent}`, subscription: metered.berlin.id, meter: "stored" },
              ...{ op, value: String(units), timestamp: at.toISOString() },
            };
          });
          expect(await recordUsage(ctx, { events: batch })).toMatchObject({ accepted: batch.length });
          const from = plainDate(new Date(Date.UTC(2027, 9, 20 + on)).toISOString().slice(0, 10));
          const expected = levelBefore(known, { kind: "day", day: from }, zone);
          expect(await levelFrom(from)).toBe(formatRational(expected));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is nothing before anything was known of it", async () => {
    const early = { ...ctx, now: new Date("2026-12-01T00:00:00Z") };
    expect(await levelFrom(plainDate("2027-11-01"), early)).toBe("0");
  });
});
