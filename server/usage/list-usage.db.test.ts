import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatRational, type UserId } from "@/server/kernel";
import type { Actor, ServiceContext } from "@/server/platform";
import { listUsage } from "./list-usage";
import { listUsageEvents } from "./list-usage-events";
import { recordUsage } from "./record-usage";
import { type MeteredCompany, openMeteredCompany } from "./usage-test-harness";

let metered: MeteredCompany;
let ctx: ServiceContext;

const report = (from: number, count: number, meter: string, more: object = {}) =>
  recordUsage(ctx, {
    events: Array.from({ length: count }, (_, index) => ({
      ...{ id: `${meter}-${from + index}`, subscription: metered.berlin.id, meter, value: "1" },
      ...more,
    })),
  });

beforeAll(async () => {
  metered = await openMeteredCompany();
  ctx = { ...metered.ctx, now: new Date("2026-12-20T09:00:00Z") };
  await report(0, 120, "api_calls");
  await report(0, 3, "tickets");
  await report(120, 1, "api_calls", { value: "7", timestamp: "2026-11-20T09:00:00Z" });
});
afterAll(() => metered.close());

const as = (actor: Actor): ServiceContext => ({ ...ctx, actor });
const owner = (accountId: string) =>
  as({ kind: "subscriber", userId: "usr_1" as UserId, accountId: accountId as "acc_1", role: "owner" });

describe("the list of usage events", () => {
  it("shows every event once, page by page, the last recorded first", async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listUsageEvents(ctx, { subscriptionId: metered.berlin.id, ...(after ? { after } : {}) });
      expect(page.events.length).toBeLessThanOrEqual(50);
      seen.push(...page.events.map(({ eventId }) => eventId));
      after = page.nextCursor ?? undefined;
    } while (after);
    expect(seen).toHaveLength(124);
    expect(new Set(seen).size).toBe(124);
    expect(seen.slice(0, 3)).toEqual(["api_calls-120", "tickets-2", "tickets-1"]);
  });

  it("is that of a whole account, of one meter, and empty of somebody without", async () => {
    const { accountId } = metered.berlin;
    const tickets = await listUsageEvents(ctx, { accountId, meter: "tickets" });
    expect(tickets.events.map(({ eventId }) => eventId)).toEqual(["tickets-2", "tickets-1", "tickets-0"]);
    expect((await listUsageEvents(ctx, { accountId: metered.york.accountId })).events).toEqual([]);
    await expect(listUsageEvents(ctx, { accountId, after: "x" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("is for those who may see the account", async () => {
    const { id, accountId } = metered.berlin;
    expect((await listUsageEvents(owner(accountId), { subscriptionId: id })).events).toHaveLength(50);
    const stranger = owner(metered.york.accountId);
    for (const refused of [
      () => listUsageEvents(stranger, { subscriptionId: id }),
      () => listUsageEvents(stranger, { accountId }),
      () => listUsageEvents(ctx, { subscriptionId: "sub_nobody" }),
      () => listUsage(stranger, id),
    ]) {
      await expect(refused()).rejects.toMatchObject({ code: "not_found", reason: "account.not_found" });
    }
  });
});

describe("the usage of a subscription", () => {
  it("is what each meter came to in the month that runs", async () => {
    const usage = await listUsage(owner(metered.berlin.accountId), metered.berlin.id);
    const day = (text: string) => ({ kind: "day", day: text });
    expect(usage.map(({ meter, quantity, span }) => [meter.key, formatRational(quantity), span])).toEqual([
      ["api_calls", "120", { start: day("2026-12-16"), end: day("2027-01-16") }],
      ["tickets", "3", { start: day("2026-12-16"), end: day("2027-01-16") }],
    ]);
    const inNovember = { ...ctx, now: new Date("2026-11-20T10:00:00Z") };
    expect((await listUsage(inNovember, metered.berlin.id)).map(({ quantity }) => formatRational(quantity))).toEqual([
      "0",
      "0",
    ]);
    expect(await listUsage(ctx, metered.york.id)).toEqual([]);
  });
});
