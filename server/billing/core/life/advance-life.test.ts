import { describe, expect, it } from "vitest";
import { addDays, type PlainDate, parseRational, plainDate } from "@/server/kernel";
import { advanceLife } from "./advance-life";
import type { MeteredEvent } from "./life-basis";
import {
  april,
  basis,
  changeTo,
  charge,
  nine,
  on,
  plan,
  request,
  start,
  tell,
  twentyNine,
  unitPrice,
} from "./life-test-harness";
import { moveBillingDay } from "./request-change";

describe("a trial", () => {
  const trial = plan("trial", [charge(), charge({ key: "setup", kind: "one_time", price: unitPrice("50") })], {
    trialDays: 14,
    terms: 2,
  });

  it("bills nothing until it ends, then the whole first period and what is charged once", () => {
    const life = start(trial, "2027-04-01");
    expect(advanceLife(life, basis(), on("2027-04-14")).lines).toEqual([]);
    expect(advanceLife(life, basis(), on("2027-04-15")).lines.map(tell)).toEqual([
      "recurring fee 2027-04-15 2027-05-15 900",
      "one_time setup 2027-04-15 2027-04-15 5000",
    ]);
  });

  it("goes on for the days of the plan changed to, from its first start, and never back", () => {
    const life = start(trial, "2027-04-01");
    const changed = request(life, changeTo(plan("short", [charge()], { trialDays: 7 })), "2027-04-10");
    expect(changed.lines.map(tell)).toEqual(["recurring fee 2027-04-10 2027-05-10 900"]);
  });

  it("ends with the terms of its plan: two months after the paid start", () => {
    const ended = advanceLife(start(trial, "2027-04-01"), basis(), on("2027-07-01"));
    expect(ended.life.status).toBe("expired");
    expect(ended.lines.filter(({ kind }) => kind === "recurring").map(tell)).toEqual([
      "recurring fee 2027-04-15 2027-05-15 900",
      "recurring fee 2027-05-15 2027-06-15 900",
    ]);
  });
});

describe("service in arrears", () => {
  const metered = plan("metered", [
    charge({ timing: "in_arrears", price: unitPrice("30") }),
    charge({
      key: "calls",
      kind: "usage",
      timing: "in_arrears",
      price: unitPrice("0.05"),
      included: parseRational("100"),
      meter: { key: "calls", aggregation: "sum" },
    }),
  ]);
  const calls = (day: string, value: string): MeteredEvent => ({
    at: new Date(`${day}T12:00:00Z`),
    value: parseRational(value),
    key: null,
    op: "add",
    meter: "calls",
  });

  it("is billed when its period ends: 500 calls less 100 included at 0.05", () => {
    const events = [calls("2027-04-05", "300"), calls("2027-04-30", "200"), calls("2027-05-01", "7")];
    const life = advanceLife(start(metered, "2027-04-01"), basis(), on("2027-04-30")).life;
    expect(advanceLife(life, basis({ events }), on("2027-05-01")).lines.map(tell)).toEqual([
      "recurring fee 2027-04-01 2027-05-01 3000",
      "usage calls 2027-04-01 2027-05-01 2000",
    ]);
  });

  it("is settled at a change, and what is settled is not billed again by a change taken back further", () => {
    const given = basis({ events: [calls("2027-04-05", "300")] });
    const life = advanceLife(start(metered, "2027-04-01"), given, on("2027-04-01")).life;
    const changed = request(life, changeTo(plan("other", metered.charges)), "2027-04-11", { by: given });
    expect(changed.lines.map(tell)).toEqual([
      "recurring fee 2027-04-01 2027-04-11 1000",
      "usage calls 2027-04-01 2027-04-11 1000",
    ]);
    const back = request(changed.life, changeTo(metered), "2027-04-20", { effective: "2027-04-06", by: given });
    expect(back.lines).toEqual([]);
    expect(advanceLife(back.life, given, on("2027-05-01")).lines.map(tell)).toEqual([
      "recurring fee 2027-04-11 2027-05-01 2000",
      "usage calls 2027-04-11 2027-05-01 0",
    ]);
  });
});

describe("the billing day", () => {
  it("is moved from the end of the billed period on: 1 to 15 May is 14 of 30 days", () => {
    const moved = moveBillingDay(april(), 15, on("2027-04-11"), basis());
    expect(moved.lines).toEqual([]);
    expect(advanceLife(moved.life, basis(), on("2027-05-15")).lines.map(tell)).toEqual([
      "recurring fee 2027-05-01 2027-05-15 420",
      "recurring fee 2027-05-15 2027-06-15 900",
    ]);
  });

  it("holds from an earlier change, which takes the moved day with it", () => {
    const moved = moveBillingDay(april(), 15, on("2027-04-05"), basis());
    expect(request(moved.life, changeTo(twentyNine), "2027-04-11").lines.map(tell)[1]).toMatch(
      /^recurring fee 2027-04-11 2027-04-15 /,
    );
  });

  it.each([29, 30, 31])("%s ends February where it ends, and comes back in March", (billingDay) => {
    const life = advanceLife(start(nine, `2027-01-${billingDay}`, basis(), billingDay), basis(), on("2027-01-31")).life;
    const ends: PlainDate[] = [];
    let current = life;
    for (let day = plainDate("2027-02-01"); day < "2027-05-02"; day = addDays(day, 1)) {
      const billed = advanceLife(current, basis(), { kind: "day", day });
      current = billed.life;
      ends.push(...billed.lines.flatMap(({ period: { end } }) => (end.kind === "day" ? [end.day] : [])));
    }
    expect(ends).toEqual([`2027-03-${billingDay}`, `2027-04-${Math.min(billingDay, 30)}`, `2027-05-${billingDay}`]);
  });
});
