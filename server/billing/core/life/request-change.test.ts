import { describe, expect, it } from "vitest";
import { advanceLife, nextDue } from "./advance-life";
import {
  april,
  basis,
  changeTo,
  charge,
  nine,
  on,
  plan,
  request,
  standard,
  start,
  tell,
  twentyNine,
  unitPrice,
} from "./life-test-harness";
import { undoCancel } from "./request-change";

describe("a change inside a period", () => {
  it("gives back 6.00 of 9.00 on 11 April and charges 19.33 of 29.00", () => {
    const { lines, life } = request(april(), changeTo(twentyNine), "2027-04-11");
    expect(lines.map(tell)).toEqual([
      "credit fee 2027-04-11 2027-05-01 -600",
      "recurring fee 2027-04-11 2027-05-01 1933",
    ]);
    expect(nextDue(life, "UTC")).toEqual(on("2027-05-01"));
  });

  it("gives back the same day once, however often the plan changes", () => {
    const first = request(april(), changeTo(twentyNine), "2027-04-11");
    const second = request(first.life, changeTo(nine), "2027-04-21");
    // A third of April is left: 9.67 of the 19.33 charged for two thirds of it, and 3.00 of 9.00.
    expect(second.lines.map(tell)).toEqual([
      "credit fee 2027-04-21 2027-05-01 -967",
      "recurring fee 2027-04-21 2027-05-01 300",
    ]);
  });

  it("taken back to 6 April credits the line that stood then, and what came after", () => {
    const first = request(april(), changeTo(twentyNine), "2027-04-11");
    const back = request(first.life, changeTo(nine), "2027-04-20", { effective: "2027-04-06" });
    // Of the first line 3.00 stands for ten days, half of it for 6 to 11 April; of the second all is given back.
    expect(back.lines.map(tell)).toEqual([
      "credit fee 2027-04-06 2027-04-11 -150",
      "credit fee 2027-04-11 2027-05-01 -1933",
      "recurring fee 2027-04-06 2027-05-01 750",
    ]);
  });

  it("asked for the end of the period waits, and is charged whole from there", () => {
    const waiting = request(april(), changeTo(twentyNine), "2027-04-11", { atPeriodEnd: true });
    expect(waiting.lines).toEqual([]);
    expect(advanceLife(waiting.life, basis(), on("2027-05-01")).lines.map(tell)).toEqual([
      "recurring fee 2027-05-01 2027-06-01 2900",
    ]);
  });

  it("to a year restarts the period, or keeps the day where the policy says so", () => {
    const yearly = plan("year", [charge({ price: unitPrice("90") })], { interval: { unit: "year", count: 1 } });
    expect(request(april(), changeTo(yearly), "2027-04-11").lines.map(tell)).toContain(
      "recurring fee 2027-04-11 2028-04-11 9000",
    );
    const keeps = basis({ policy: { ...standard, intervalChange: "keep_anchor" } });
    const kept = request(april(), changeTo(yearly), "2027-04-11", { by: keeps });
    expect(kept.lines.map(tell)[1]).toMatch(/^recurring fee 2027-04-11 2028-04-01 /);
  });
});

describe("a cancellation", () => {
  it("that is scheduled cuts the next period, and bills the rest on the day of the cut when it is undone", () => {
    const scheduled = request(april(), { kind: "cancel" }, "2027-04-11", { effective: "2027-05-11" });
    const may = advanceLife(scheduled.life, basis(), on("2027-05-01"));
    expect(may.lines.map(tell)).toEqual(["recurring fee 2027-05-01 2027-05-11 290"]);
    const rest = advanceLife(undoCancel(may.life), basis(), on("2027-05-11"));
    expect(rest.lines.map(tell)).toEqual(["recurring fee 2027-05-11 2027-06-01 610"]);
  });

  it("now gives back what is left; its day belongs to the service where the policy says so", () => {
    expect(request(april(), { kind: "cancel" }, "2027-04-11").lines.map(tell)).toEqual([
      "credit fee 2027-04-11 2027-05-01 -600",
    ]);
    const old = basis({ policy: { ...standard, changeDay: "old" } });
    const { lines, life } = request(april(), { kind: "cancel" }, "2027-04-11", { by: old });
    expect(lines.map(tell)).toEqual(["credit fee 2027-04-12 2027-05-01 -570"]);
    expect([life.status, nextDue(life, "UTC")]).toEqual(["canceled", null]);
  });

  it("without credits gives nothing back", () => {
    const none = basis({ policy: { ...standard, credits: "none" } });
    expect(request(april(), { kind: "cancel" }, "2027-04-11", { by: none }).lines).toEqual([]);
  });

  it("cannot be undone where none is scheduled", () => {
    expect(() => undoCancel(april())).toThrow("No cancellation is scheduled.");
  });
});

describe("a pause", () => {
  it("gives 20 of 30 days back and charges 16 of 31 when it ends", () => {
    const paused = request(april(), { kind: "pause" }, "2027-04-11");
    expect(paused.lines.map(tell)).toEqual(["credit fee 2027-04-11 2027-05-01 -600"]);
    expect(advanceLife(paused.life, basis(), on("2027-05-10")).lines).toEqual([]);
    expect(request(paused.life, { kind: "resume" }, "2027-05-16").lines.map(tell)).toEqual([
      "recurring fee 2027-05-16 2027-06-01 465",
    ]);
  });

  it("that gives nothing back lets the paid period stand", () => {
    const standing = basis({ policy: { ...standard, pause: "no_credit" } });
    const paused = request(april(), { kind: "pause" }, "2027-04-11", { by: standing });
    const resumed = request(paused.life, { kind: "resume" }, "2027-04-21", { by: standing });
    expect([...paused.lines, ...resumed.lines]).toEqual([]);
    expect(nextDue(resumed.life, "UTC")).toEqual(on("2027-05-01"));
  });

  it("is refused before the service runs, and a change while it lasts", () => {
    const trial = start(plan("trial", [charge()], { trialDays: 14 }), "2027-04-01");
    expect(() => request(trial, { kind: "pause" }, "2027-04-02")).toThrow("Only an active subscription");
    const paused = request(april(), { kind: "pause" }, "2027-04-11");
    expect(() => request(paused.life, changeTo(nine), "2027-04-12")).toThrow("resume it first");
  });
});
