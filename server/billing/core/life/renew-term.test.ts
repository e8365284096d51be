import { describe, expect, it } from "vitest";
import { parseRational, ZERO } from "@/server/kernel";
import { cancelableTermEnd, type Renewal, type SubscriptionLife } from "@/server/subscriptions/core";
import { advanceLife, nextDue } from "./advance-life";
import { basis, charge, nine, on, plan, request, start, tell, unitPrice } from "./life-test-harness";

const yearly: Renewal = { term: { unit: "month", count: 12 }, upliftPercent: parseRational("3"), noticeDays: 30 };

const termed = (endsAt: string, renewal: Renewal | null, life = start(nine, "2027-04-01")): SubscriptionLife => ({
  ...life,
  endsAt: on(endsAt),
  renewal,
});

const billed = (life: SubscriptionLife, day: string) => advanceLife(life, basis(), on(day));

describe("a term", () => {
  it("that is renewed raises the price once each time, on the last price, in whole cents", () => {
    const { life, lines } = billed(termed("2028-04-01", yearly), "2030-04-01");
    const months = lines.map(tell);
    expect(months).toHaveLength(37);
    expect([months[11], months[12], months[24], months[36]]).toEqual([
      "recurring fee 2028-03-01 2028-04-01 900",
      "recurring fee 2028-04-01 2028-05-01 927",
      "recurring fee 2029-04-01 2029-05-01 955",
      "recurring fee 2030-04-01 2030-05-01 984",
    ]);
    expect(life.endsAt).toEqual(on("2031-04-01"));
  });

  it("counts its months from the start: from 31 January they end on the last of each", () => {
    const monthly: Renewal = { ...yearly, term: { unit: "month", count: 1 }, upliftPercent: ZERO };
    const begun = termed("2027-02-28", monthly, start(nine, "2027-01-31"));
    const ends = ["2027-02-28", "2027-03-31", "2027-04-30"].map((day) => billed(begun, day).life.endsAt);
    expect(ends).toEqual([on("2027-03-31"), on("2027-04-30"), on("2027-05-31")]);
  });

  it("settles what is in arrears at the old price, also inside a period", () => {
    const later = plan("later", [charge({ timing: "in_arrears", price: unitPrice("30") })]);
    const begun = termed("2027-05-11", { ...yearly, upliftPercent: parseRational("10") }, start(later, "2027-05-01"));
    // Ten of 31 days at 30.00, and 21 at 33.00.
    expect(billed(begun, "2027-06-01").lines.map(tell)).toEqual([
      "recurring fee 2027-05-01 2027-05-11 968",
      "recurring fee 2027-05-11 2027-06-01 2235",
    ]);
  });

  it("ends with nothing agreed, goes on without end where that was, and runs on through a pause", () => {
    expect(billed(termed("2027-06-01", null), "2027-06-01").life.status).toBe("expired");
    const endless = billed(termed("2027-06-01", { ...yearly, term: null }), "2027-06-01").life;
    expect([endless.status, endless.endsAt, endless.renewal]).toEqual(["active", null, null]);
    const paused = request(billed(termed("2027-06-01", yearly), "2027-04-01").life, { kind: "pause" }, "2027-05-11");
    const renewed = billed(paused.life, "2027-06-01");
    expect([renewed.life.status, renewed.life.endsAt, renewed.lines]).toEqual(["paused", on("2028-06-01"), []]);
    expect(renewed.life.overrides.fee).toEqual(unitPrice("9.27"));
  });

  it("is over by a cancellation of its last day, which comes before the renewal", () => {
    const life = billed(termed("2028-04-01", yearly), "2028-01-01").life;
    const canceled = request(life, { kind: "cancel" }, "2028-02-10", { effective: "2028-04-01" });
    const { life: after, lines } = billed(canceled.life, "2028-04-01");
    expect([after.status, lines.map(tell)]).toEqual(["canceled", ["recurring fee 2028-03-01 2028-04-01 900"]]);
    expect(nextDue(after, "UTC")).toBeNull();
  });
});

describe("the notice of a term", () => {
  const at = (day: string, renewal: Renewal | null = yearly) =>
    cancelableTermEnd(termed("2028-04-01", renewal), on(day), "UTC");

  it("may be given up to its last day, and after it ends the next term", () => {
    expect([at("2028-03-02"), at("2028-03-03")]).toEqual([on("2028-04-01"), on("2029-04-01")]);
  });

  it("is refused where there is no term to end, or none after this one", () => {
    expect(() => at("2028-01-01", null)).toThrow("This subscription ends with its term already.");
    expect(() => at("2028-03-20", { ...yearly, term: null })).toThrow("The notice for this term is over");
    expect(() => cancelableTermEnd(start(nine, "2027-04-01"), on("2027-05-01"), "UTC")).toThrow("has no term");
  });
});

describe("another price", () => {
  const life = billed(start(nine, "2027-04-01"), "2027-04-01").life;
  const changed = (text: string | null) => ({
    kind: "change_price" as const,
    prices: { fee: text === null ? null : unitPrice(text) },
  });

  it("inside a period gives back 6.00 of 9.00 and charges two thirds of 6.00", () => {
    const { lines } = request(life, changed("6"), "2027-04-11");
    expect(lines.map(tell)).toEqual([
      "credit fee 2027-04-11 2027-05-01 -600",
      "recurring fee 2027-04-11 2027-05-01 400",
    ]);
  });

  it("waits for its day, holds from there, and is the plan's own again when it is taken off", () => {
    const waiting = request(life, changed("6"), "2027-04-11", { effective: "2027-05-01" });
    const back = request(waiting.life, changed(null), "2027-04-11", { effective: "2027-07-01" });
    expect(billed(back.life, "2027-07-01").lines.map(({ amountMinor }) => amountMinor)).toEqual([600n, 600n, 900n]);
  });
});
