import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema/accounts";
import { subscriptions } from "@/db/schema/subscriptions";
import { meters, usageEvents } from "@/db/schema/usage";
import { authorityOf } from "@/server/people/core";
import type { ServiceContext } from "@/server/platform";
import { createMeter } from "./create-meter";
import { listMeters } from "./list-meters";
import { recordUsage } from "./record-usage";
import { type MeteredCompany, openMeteredCompany } from "./usage-test-harness";

let metered: MeteredCompany;
let ctx: ServiceContext;

beforeAll(async () => {
  metered = await openMeteredCompany();
  ctx = metered.ctx;
});
afterAll(() => metered.close());

const event = (id: string, more: object = {}) => ({
  id,
  subscription: metered.berlin.id,
  meter: "api_calls",
  value: "2.5",
  timestamp: "2026-11-16T08:00:00Z",
  ...more,
});

const rowOf = async (eventId: string) => {
  const [row] = await ctx.db.select().from(usageEvents).where(eq(usageEvents.eventId, eventId));
  return row;
};

describe("recording usage", () => {
  it("keeps what was sent, with its account, its day in Berlin and who sent it", async () => {
    const outcome = await recordUsage(ctx, {
      events: [
        event("kept", { value: "0.000000000001", timestamp: "2026-11-15T23:30:00Z", properties: { region: "eu" } }),
      ],
    });
    expect(outcome).toEqual({ accepted: 1, duplicates: 0, refused: [] });
    expect(await rowOf("kept")).toMatchObject({
      accountId: metered.berlin.accountId,
      meterId: metered.meters.api_calls.id,
      value: "0.000000000001",
      happenedAt: new Date("2026-11-15T23:30:00Z"),
      happenedOn: "2026-11-16",
      recordedAt: ctx.now,
      recordedBy: "scenario",
      properties: { region: "eu" },
    });
  });

  it("counts an event that comes again once, and refuses another one of its id", async () => {
    const first = event("again", { properties: { a: 1, b: "x" } });
    await recordUsage(ctx, { events: [first] });
    const later = { ...ctx, now: new Date("2026-11-17T09:00:00Z") };
    const outcome = await recordUsage(later, {
      events: [
        { ...first, value: 2.5, timestamp: "2026-11-16T09:00:00+01:00", properties: { b: "x", a: 1 } },
        { ...first, timestamp: undefined },
        { ...first, value: "2.6" },
        event("new"),
        event("new"),
        event("new", { value: "9" }),
      ],
    });
    expect(outcome).toMatchObject({ accepted: 1, duplicates: 3 });
    expect(outcome.refused.map(({ index, id, code, field }) => [index, id, code, field])).toEqual([
      [2, "again", "usage.event_id_reused", "id"],
      [5, "new", "usage.event_id_reused", "id"],
    ]);
    expect(await rowOf("again")).toMatchObject({ value: "2.500000000000", recordedAt: ctx.now });
    expect(await rowOf("new")).toMatchObject({ value: "2.500000000000" });
  });

  it("records the good ones of a batch, and tells each of the others what is wrong and what to do", async () => {
    const outcome = await recordUsage(ctx, {
      events: [
        event("good-1"),
        event("unknown-meter", { meter: "nothing" }),
        event("unknown-subscription", { subscription: "sub_nobody" }),
        event("other-seller", { subscription: metered.york.id }),
        event("huge", { value: 1e308 }),
        event("fine", { value: "0.0000000000001" }),
        event("future", { timestamp: "2026-11-16T09:05:00.001Z" }),
        event("early", { timestamp: "2026-11-15T22:59:59Z" }),
        event("level", { meter: "storage", value: "-1" }),
        event("five", { meter: "tickets", value: "5" }),
        event("silent", { value: undefined }),
        { id: 7 },
        "nonsense",
        event("good-2", { meter: "tickets", value: undefined }),
        event("good-3", { value: "-1.5" }),
      ],
    });
    expect(outcome).toMatchObject({ accepted: 3, duplicates: 0 });
    expect(outcome.refused.map(({ index, id, code, field }) => [index, id, code, field])).toEqual([
      [1, "unknown-meter", "usage.meter_unknown", "meter"],
      [2, "unknown-subscription", "usage.subscription_unknown", "subscription"],
      [3, "other-seller", "usage.meter_unknown", "meter"],
      [4, "huge", "usage.value_out_of_range", "value"],
      [5, "fine", "usage.value_excess_decimals", "value"],
      [6, "future", "usage.timestamp_future", "timestamp"],
      [7, "early", "usage.timestamp_before_start", "timestamp"],
      [8, "level", "usage.value_negative", "value"],
      [9, "five", "usage.value_not_one", "value"],
      [10, "silent", "usage.value_missing", "value"],
      [11, null, "usage.event_malformed", "id"],
      [12, null, "usage.event_malformed", ""],
    ]);
    for (const { message, remedy } of outcome.refused) {
      expect(message).toMatch(/^[A-Z].*\.$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
    expect(await rowOf("good-2")).toMatchObject({ value: "1.000000000000" });
    expect(await rowOf("good-3")).toMatchObject({ value: "-1.500000000000" });
    expect(await rowOf("future")).toBeUndefined();
  });

  it("keeps the order of arrival within a batch, whatever the ids", async () => {
    await recordUsage(ctx, { events: ["z", "m", "a"].map((letter) => event(`order-${letter}`)) });
    const rows = await ctx.db.select().from(usageEvents).orderBy(usageEvents.sequence);
    const ids = rows.map(({ eventId }) => eventId).filter((id) => id.startsWith("order-"));
    expect(ids).toEqual(["order-z", "order-m", "order-a"]);
  });

  it("knows an event of before also when its subscription has ended meanwhile", async () => {
    const sent = event("before-the-end", { timestamp: undefined });
    await recordUsage(ctx, { events: [sent] });
    await ctx.db.update(subscriptions).set({ endOn: "2026-11-20" }).where(eq(subscriptions.id, metered.berlin.id));
    const later = { ...ctx, now: new Date("2026-11-21T09:00:00Z") };
    const outcome = await recordUsage(later, { events: [sent, event("after-the-end", { timestamp: undefined })] });
    await ctx.db.update(subscriptions).set({ endOn: null }).where(eq(subscriptions.id, metered.berlin.id));
    expect(outcome).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(outcome.refused.map(({ code }) => code)).toEqual(["usage.timestamp_after_end"]);
  });

  it("takes 1 to 1,000 events at a time", async () => {
    const many = Array.from({ length: 1001 }, (_, index) => event(`many-${index}`));
    await expect(recordUsage(ctx, { events: [] })).rejects.toMatchObject({ reason: "usage.wrong_count" });
    await expect(recordUsage(ctx, { events: many })).rejects.toMatchObject({ reason: "usage.wrong_count" });
    expect(await recordUsage(ctx, { events: many.slice(0, 1000) })).toMatchObject({ accepted: 1000, refused: [] });
  });

  it("waits for nobody who holds the account or the subscription, as a bill run does", async () => {
    await ctx.db.transaction(async (tx) => {
      await tx.select().from(accounts).where(eq(accounts.id, metered.berlin.accountId)).for("no key update");
      await tx.select().from(subscriptions).where(eq(subscriptions.id, metered.berlin.id)).for("no key update");
      const outcome = await ctx.db.transaction(async (other) => {
        await other.execute(sql`set local lock_timeout = '2s'`);
        return recordUsage({ ...ctx, db: other }, { events: [event("beside-a-run")] });
      });
      expect(outcome.accepted).toBe(1);
    });
  });

  it("is for keys that may, and for nobody else", async () => {
    const asKey = (permissions: readonly "usage:record"[]): ServiceContext => ({
      ...ctx,
      actor: { kind: "api_key", keyId: "key_1", permissions },
    });
    const asStaff: ServiceContext = {
      ...ctx,
      actor: { kind: "staff", userId: "usr_1", name: "Omar", ...authorityOf("platform_admin") },
    };
    expect(await recordUsage(asKey(["usage:record"]), { events: [event("by-key")] })).toMatchObject({ accepted: 1 });
    expect(await rowOf("by-key")).toMatchObject({ recordedBy: "key_1" });
    await expect(recordUsage(asKey([]), { events: [event("no")] })).rejects.toMatchObject({ code: "forbidden" });
    await expect(recordUsage(asStaff, { events: [event("no")] })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("meters", () => {
  const input = () => ({
    sellerId: metered.meters.api_calls.sellerId,
    ...{ key: "minutes", name: "Minutes", unitLabel: "minute", aggregation: "sum" as const },
  });

  it("have a key of their own at their seller", async () => {
    const meter = await createMeter(ctx, input());
    expect((await listMeters(ctx)).map(({ key }) => key)).toContain("minutes");
    await expect(createMeter(ctx, input())).rejects.toMatchObject({ code: "conflict", reason: "meter.key_taken" });
    await expect(createMeter(ctx, { ...input(), key: "Minutes" })).rejects.toThrow();
    expect(meter).toMatchObject({ aggregation: "sum", unitLabel: "minute" });
  });

  it("are final once they have events, and can be mended before", async () => {
    const meter = await createMeter(ctx, { ...input(), key: "mended" });
    const rename = (unitLabel: string) => ctx.db.update(meters).set({ unitLabel }).where(eq(meters.id, meter.id));
    await rename("second");
    await recordUsage(ctx, { events: [event("of-mended", { meter: "mended" })] });
    await expect(rename("hour")).rejects.toMatchObject({ cause: { code: "23001" } });
    await expect(ctx.db.delete(meters).where(eq(meters.id, meter.id))).rejects.toMatchObject({
      cause: { code: "23503" },
    });
  });

  it("are made by those who may", async () => {
    const asSupport: ServiceContext = {
      ...ctx,
      actor: { kind: "staff", userId: "usr_1", name: "Sam", ...authorityOf("support_agent") },
    };
    await expect(createMeter(asSupport, input())).rejects.toMatchObject({ code: "forbidden" });
    expect(await listMeters(asSupport)).not.toHaveLength(0);
  });
});
