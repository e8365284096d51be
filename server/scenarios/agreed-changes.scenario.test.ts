import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mails } from "@/db/schema/notifications";
import { setTestEnvironment } from "@/server/auth/test-environment";
import { publishRatePlans } from "@/server/catalog";
import { queueChangeMails } from "@/server/notifications";
import { compareConventions, placeChange, previewChange } from "@/server/orders";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { tellStories } from "./tell-stories";
import { monthlyPlan, publishTwoPlans, subscribeInScenario, toTwentyNine } from "./two-plans-in-scenario";

let company: ScenarioCompany;
const stories = tellStories(() => company, { years: 1 });
const { at, day, subscribe, place, runThrough, linesOf } = stories;

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  const ctx = await company.context();
  await publishTwoPlans(ctx);
  await publishRatePlans(ctx, [monthlyPlan("twenty", "Plan 20", "20"), monthlyPlan("fifty", "Plan 50", "50")]);
});

beforeEach(stories.begin);

afterAll(() => company.close());

const now = { kind: "now" } as const;

describe("rules that are agreed for one change", () => {
  it("show the same change by every other rule, and are placed by one that was agreed for it alone", async () => {
    const { accountId, subscriptionId } = await subscribe("ida");
    await runThrough("05-01");
    await at("05-11");
    const ctx = await company.context();
    const input = { subscriptionId, action: toTwentyNine };
    // 21 of 31 days of 9.00 and of 29.00 are 6.10 and 19.65; 20 of 30 are 6.00 and 19.33.
    const asAgreed = await previewChange(ctx, input);
    expect(asAgreed.dueNowMinor).toBe(1355n);
    const compared = await compareConventions(ctx, input, asAgreed);
    expect(compared.map(({ convention, dueNowMinor }) => [convention, dueNowMinor])).toEqual([
      ["months_of_30_days", 1333n],
      // 21 days over 30 are 6.30 and 20.30; without the 31st, 20 of them.
      ["days_over_360", 1400n],
      ["strict_months_of_30_days", 1333n],
      // From 10:00 in Dublin: 20 days and 14 hours of 31 days.
      ["seconds", 1328n],
      ["no_credit", 1965n],
      ["nothing_in_between", 0n],
      // All of 29.00 less 6.10; and the 6.10 alone wait for the next invoice.
      ["full_charge", 2290n],
      ["credit_only", 0n],
    ]);
    const agreed = { ...input, convention: "months_of_30_days" } as const;
    const { previewId, dueNowMinor } = await previewChange(ctx, agreed);
    expect(dueNowMinor).toBe(1333n);
    await expect(placeChange(ctx, { ...input, previewId })).rejects.toMatchObject({ reason: "order.preview_stale" });
    await placeChange(ctx, { ...agreed, previewId });
    await runThrough("06-01");
    expect(await linesOf(accountId)).toEqual([
      "charge 04-01 05-01 900 of 900",
      "charge 05-01 06-01 900 of 900",
      "credit 05-11 06-01 -600 of 1333",
      "charge 05-11 06-01 1933 of 1333",
      "charge 06-01 07-01 2900 of 2900",
    ]);
    await company.expectProof();
  });

  it("refuse another rule for what waits for its day, and say what may be agreed when a subscription ends", async () => {
    const { subscriptionId } = await subscribe("ivo");
    await at("04-11");
    const ctx = await company.context();
    const later = { ...toTwentyNine, when: { kind: "period_end" } } as const;
    await expect(previewChange(ctx, { subscriptionId, action: later, convention: "no_credit" })).rejects.toMatchObject({
      reason: "subscription.convention",
      details: { field: "convention" },
    });
    const waiting = { subscriptionId, action: later };
    expect(await compareConventions(ctx, waiting, await previewChange(ctx, waiting))).toEqual([]);
    // The 11th and the 19 days after it are 20 of 30; without the 11th they are 19.
    const end = { subscriptionId, action: { action: "cancel", when: now } } as const;
    const ended = await compareConventions(ctx, end, await previewChange(ctx, end));
    expect(ended.map(({ convention, document }) => [convention, document.net.minor])).toEqual([
      ["months_of_30_days", -600n],
      ["days_over_360", -600n],
      ["strict_months_of_30_days", -600n],
      ["seconds", -588n],
      ["no_credit", 0n],
      ["change_day_on_old", -570n],
    ]);
  });
});

describe("the time that the policy says", () => {
  it("feature F4.3 takes the upgrade now and the way back with the renewal, each shown before", async () => {
    const { accountId, subscriptionId } = await subscribe("iris");
    await at("04-11");
    const when = { kind: "by_direction" } as const;
    const up = await place(subscriptionId, { ...toTwentyNine, when });
    expect([up.planned.byPolicy, up.dueNowMinor]).toEqual([{ direction: "upgrade", from: null }, 1333n]);
    await at("04-20");
    const back = await place(subscriptionId, { ...toTwentyNine, when, ratePlans: [{ key: "nine", quantity: null }] });
    expect(back.planned.byPolicy).toEqual({ direction: "downgrade", from: { kind: "day", day: day("05-01") } });
    expect([back.dueNowMinor, back.future[0]?.document.total.minor]).toEqual([0n, 900n]);
    await runThrough("05-01");
    expect(await linesOf(accountId)).toEqual([
      "charge 04-01 05-01 900 of 900",
      "credit 04-11 05-01 -600 of 1333",
      "charge 04-11 05-01 1933 of 1333",
      "charge 05-01 06-01 900 of 900",
    ]);
    await company.expectProof();
  });
});

describe("one change on 16 October at noon", () => {
  it("feature F4 shows actual days, months of 30 and seconds side by side before one of them is chosen", async () => {
    await company.setNow(`${day("10-01")}T09:00:00Z`);
    const { accountId, subscriptionId } = await subscribeInScenario(await company.context(), "noor", {
      timeZone: "UTC",
      plan: "twenty",
    });
    await company.setNow(`${day("10-16")}T12:00:00Z`);
    const ctx = await company.context();
    const input = { subscriptionId, action: { ...toTwentyNine, ratePlans: [{ key: "fifty", quantity: null }] } };
    const tellLines = ({
      document,
    }: {
      document: { lines: readonly { net: { minor: bigint } }[]; net: { minor: bigint } };
    }) => [...document.lines.map(({ net }) => net.minor), document.net.minor];
    const asAgreed = await previewChange(ctx, input);
    const compared = await compareConventions(ctx, input, asAgreed);
    // 16 of 31 days of 20.00 and of 50.00; 15 of 30; 16 of 30; without the 31st 15 of 30; 15.5 of 31.
    expect([
      ["actual_days", ...tellLines(asAgreed)],
      ...compared.map((one) => [one.convention, ...tellLines(one)]),
    ]).toEqual([
      ["actual_days", -1032n, 2581n, 1549n],
      ["months_of_30_days", -1000n, 2500n, 1500n],
      ["days_over_360", -1067n, 2667n, 1600n],
      ["strict_months_of_30_days", -1000n, 2500n, 1500n],
      ["seconds", -1000n, 2500n, 1500n],
      ["no_credit", 2581n, 2581n],
      ["nothing_in_between", 0n],
      ["full_charge", -1032n, 5000n, 3968n],
      ["credit_only", -1032n, -1032n],
    ]);
    const bySeconds = { ...input, convention: "seconds" } as const;
    const { previewId } = await previewChange(ctx, bySeconds);
    await placeChange(ctx, { ...bySeconds, previewId });
    await runThrough("11-01");
    expect(await linesOf(accountId)).toEqual([
      "charge 10-01 11-01 2000 of 2000",
      "credit 10-16 11-01 -1000 of 1500",
      "charge 10-16 11-01 2500 of 1500",
      "charge 11-01 12-01 5000 of 5000",
    ]);
    await company.expectProof();
  });
});

describe("changes that staff places", () => {
  it("page T2.3 are told to the subscriber, each once, with the day, what it costs and its invoice", async () => {
    setTestEnvironment(company.database.url);
    const { accountId, subscriptionId } = await subscribe("maja");
    await at("04-11");
    const ctx = await company.context();
    const { orderId, invoiceId } = await place(subscriptionId, toTwentyNine);
    const ending = await place(subscriptionId, { action: "cancel", when: { kind: "period_end" } });
    expect(await queueChangeMails(ctx, [orderId, ending.orderId])).toBe(2);
    expect(await queueChangeMails(ctx, [orderId, ending.orderId])).toBe(0);
    const told = await company.db
      .select({ subject: mails.subject, text: mails.text, attachments: mails.attachments })
      .from(mails)
      .where(and(eq(mails.accountId, accountId), eq(mails.kind, "subscription_changed")))
      .orderBy(asc(mails.naturalKey));
    const [changed, ended] = told;
    expect(told.map(({ subject }) => subject)).toEqual(
      Array.from({ length: 2 }, () => "Your subscription Plan 29 has changed"),
    );
    for (const text of ["Your plan: Plan 29.", `11 Apr ${stories.year()}`, "−€6.00", "€19.33", "€13.33 is due on"])
      expect(changed?.text).toContain(text);
    expect(changed?.attachments).toMatchObject([{ documentId: invoiceId }]);
    for (const text of ["Plan 29 ends.", `1 May ${stories.year()}`, "Nothing is due"])
      expect(ended?.text).toContain(text);
    expect(ended?.attachments).toEqual([]);
  });
});
