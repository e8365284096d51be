import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getAccount } from "@/server/accounts";
import type { PlainDate } from "@/server/kernel";
import { previewTransfer, transferSubscription } from "@/server/orders";
import type { SubscriptionAction } from "@/server/orders/core";
import { inTransaction } from "@/server/platform";
import { markPastDue, recoverSubscriptions } from "@/server/subscriptions";
import { readSubscriptionOnDay, readSubscriptionPage } from "@/server/support";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { tellStories } from "./tell-stories";
import { publishTwoPlans, subscribeInScenario, toTwentyNine } from "./two-plans-in-scenario";

let company: ScenarioCompany;
const stories = tellStories(() => company, { years: 1 });
const { at, day, subscribe, place, runThrough } = stories;

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  await publishTwoPlans(await company.context());
});

beforeEach(stories.begin);

afterAll(() => company.close());

const onDay = async (subscriptionId: string, monthAndDay: string) =>
  readSubscriptionOnDay(await company.context(), subscriptionId, day(monthAndDay) as PlainDate);

/** What it was, what waited for it, what had been billed and what was dated back since, in a few words. */
const tell = async (subscriptionId: string, monthAndDay: string) => {
  const { subscription, scheduled, lines, revisions } = await onDay(subscriptionId, monthAndDay);
  const [charge] = subscription.charges;
  return [
    `${subscription.names.join()} × ${Number(subscription.quantity)} at ${charge?.unitPrice}, ${subscription.status}`,
    scheduled.map(({ on, kind }) => `${on.slice(5)} ${kind}`),
    lines.length,
    revisions.map(({ on, from }) => `${on.slice(5)} from ${from.slice(5)}`),
  ];
};

const now = { kind: "now" } as const;
const seats = (quantity: number, on?: string): SubscriptionAction => ({
  action: "change_quantity",
  when: on ? { kind: "on", at: { day: day(on) as PlainDate } } : now,
  quantity,
});

describe("feature F2.9 a subscription as it was on a day", () => {
  it("says what was agreed, what waited and what was billed by then, whatever came later", async () => {
    const { subscriptionId } = await subscribe("otto");
    await at("04-05");
    await place(subscriptionId, seats(3));
    await at("04-08");
    await place(subscriptionId, { ...toTwentyNine, when: { kind: "on", at: { day: day("04-20") } } });
    await runThrough("04-20");
    await at("04-25");
    await place(subscriptionId, { action: "cancel", when: { kind: "period_end" } });
    await runThrough("05-01");

    const nine = (quantity: number) => `Plan 9 × ${quantity} at 9, active`;
    const twentyNine = "Plan 29 × 3 at 29, active";
    expect(await tell(subscriptionId, "04-04")).toEqual([nine(1), [], 1, []]);
    expect(await tell(subscriptionId, "04-05")).toEqual([nine(3), [], 3, []]);
    expect(await tell(subscriptionId, "04-10")).toEqual([nine(3), ["04-20 change_plan"], 3, []]);
    expect(await tell(subscriptionId, "04-20")).toEqual([twentyNine, [], 5, []]);
    expect(await tell(subscriptionId, "04-30")).toEqual([twentyNine, ["05-01 cancel"], 5, []]);
    expect(await tell(subscriptionId, "05-01")).toEqual([twentyNine.replace("active", "canceled"), [], 5, []]);
    await expect(onDay(subscriptionId, "03-31")).rejects.toMatchObject({
      reason: "subscription.not_yet",
      details: { field: "on" },
    });
    const { history } = await readSubscriptionPage(await company.context(), subscriptionId);
    expect(history.map(({ version, on, status }) => `${version} ${on.slice(5)} ${status}`)).toEqual([
      "6 05-01 canceled",
      "5 04-25 active",
      "4 04-20 active",
      "3 04-08 active",
      "2 04-05 active",
      "1 04-01 active",
    ]);
    await company.expectProof();
  });

  it("keeps what was known then apart from what was dated back since", async () => {
    const { subscriptionId } = await subscribe("olga");
    await at("04-20");
    await place(subscriptionId, seats(5, "04-05"));
    expect(await tell(subscriptionId, "04-10")).toEqual(["Plan 9 × 1 at 9, active", [], 1, ["04-20 from 04-05"]]);
    expect(await tell(subscriptionId, "04-04")).toEqual(["Plan 9 × 1 at 9, active", [], 1, []]);
    expect(await tell(subscriptionId, "04-20")).toEqual(["Plan 9 × 5 at 9, active", [], 3, []]);
    await company.expectProof();
  });

  it("tells of agreed prices, pauses, debts and owners as they were", async () => {
    const { subscriptionId, accountId } = await subscribe("orla");
    const charge = (await onDay(subscriptionId, "04-01")).subscription.charges[0]?.chargeId ?? "";
    await at("04-03");
    await place(subscriptionId, {
      action: "change_price",
      when: now,
      prices: { [charge]: { model: "per_unit", price: "6" } },
    });
    await at("04-06");
    await place(subscriptionId, { action: "pause", when: now });
    await at("04-09");
    await place(subscriptionId, { action: "resume", when: now });
    await at("04-12");
    await inTransaction(await company.context(), (inner) => markPastDue(inner, accountId));
    await at("04-13");
    await inTransaction(await company.context(), (inner) => recoverSubscriptions(inner, accountId));
    await at("04-15");
    const next = await subscribeInScenario(await company.context(), "oda");
    const { reference } = await getAccount(await company.context(), next.accountId);
    const handed = { subscriptionId, to: reference };
    const { previewId } = await previewTransfer(await company.context(), handed);
    await transferSubscription(await company.context(), { ...handed, previewId });
    const states = [];
    for (const on of ["04-02", "04-03", "04-07", "04-09", "04-12", "04-13", "04-15"]) {
      const { subscription, account } = await onDay(subscriptionId, on);
      const [{ unitPrice } = { unitPrice: null }] = subscription.charges;
      states.push([on, unitPrice, subscription.isPastDue ? "past due" : subscription.status, account.name]);
    }
    expect(states).toEqual([
      ["04-02", "9", "active", "orla"],
      ["04-03", "6", "active", "orla"],
      ["04-07", "6", "paused", "orla"],
      ["04-09", "6", "active", "orla"],
      ["04-12", "6", "past due", "orla"],
      ["04-13", "6", "active", "orla"],
      ["04-15", "6", "active", "oda"],
    ]);
    await company.expectProof();
  });

  it("is final: nobody rewrites what was", async () => {
    await subscribe("odin");
    await expect(company.db.execute(sql`update subscription_versions set quantity = 7`)).rejects.toThrow();
    await expect(company.db.execute(sql`delete from subscription_versions`)).rejects.toThrow();
  });
});
