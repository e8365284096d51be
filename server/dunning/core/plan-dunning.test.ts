import { describe, expect, it } from "vitest";
import { plainDate } from "@/server/kernel";
import { type DunningPolicy, type FailurePoint, planDunning, stageOn } from "./plan-dunning";

const policy: DunningPolicy = {
  delays: [2, 5, 7],
  delayUnit: "day",
  delayFrom: "previous_attempt",
  finalAction: "cancel",
};

const onDay = (day: string): FailurePoint => ({ kind: "day", day: plainDate(day) });
const at = (text: string): FailurePoint => ({ kind: "instant", at: new Date(text) });

const times = (failed: FailurePoint, changed: Partial<DunningPolicy>, zone = "UTC") =>
  planDunning(failed, [], { ...policy, ...changed }, zone).attempts.map(({ at: point }) =>
    point.kind === "day" ? point.day : point.at.toISOString(),
  );

describe("planDunning", () => {
  it("counts each delay from the attempt before, or from the first failure", () => {
    expect(times(onDay("2025-01-01"), {})).toEqual(["2025-01-03", "2025-01-08", "2025-01-15"]);
    expect(times(onDay("2025-01-01"), { delayFrom: "first_failure" })).toEqual([
      "2025-01-03",
      "2025-01-06",
      "2025-01-08",
    ]);
  });

  it("keeps the wall time over a clock change by days, and lets hours elapse", () => {
    const failed = at("2024-03-30T08:00:00.250Z");
    expect(times(failed, { delays: [1, 1] }, "Europe/Berlin")).toEqual([
      "2024-03-31T07:00:00.250Z",
      "2024-04-01T07:00:00.250Z",
    ]);
    expect(times(failed, { delays: [24], delayUnit: "hour" }, "Europe/Berlin")).toEqual(["2024-03-31T08:00:00.250Z"]);
    expect(times(onDay("2024-03-30"), { delays: [24], delayUnit: "hour" }, "Europe/Berlin")).toEqual([
      "2024-03-30T23:00:00.000Z",
    ]);
  });

  it.each([
    ["cancel", "canceled"],
    ["unpaid", "unpaid"],
    ["keep", "past_due"],
  ] as const)("ends with %s as %s after the last failure", (finalAction, state) => {
    const run = planDunning(onDay("2025-01-01"), ["failure"], { ...policy, finalAction }, "UTC");
    expect(run).toMatchObject({ attemptCount: 4, state, finalAt: onDay("2025-01-15"), recoveredAt: null });
  });

  it("stops at a success", () => {
    const run = planDunning(onDay("2025-01-01"), ["failure", "success"], policy, "UTC");
    expect(run).toMatchObject({ attemptCount: 3, state: "active", finalAt: null, recoveredAt: onDay("2025-01-08") });
    expect(run.attempts).toHaveLength(2);
  });

  it("ends at the first failure where nothing is tried again", () => {
    const run = planDunning(onDay("2025-01-01"), [], { ...policy, delays: [] }, "UTC");
    expect(run).toEqual({
      attempts: [],
      attemptCount: 1,
      state: "canceled",
      finalAt: onDay("2025-01-01"),
      recoveredAt: null,
    });
  });
});

describe("stageOn", () => {
  const stages = [
    { name: "block", days: 14 },
    { name: "warn", days: 5 },
  ];

  it.each([
    ["2025-01-05", undefined],
    ["2025-01-06", "warn"],
    ["2025-01-14", "warn"],
    ["2025-01-15", "block"],
    ["2024-12-31", undefined],
  ])("is on %s %s", (day, name) => {
    expect(stageOn(stages, plainDate("2025-01-01"), plainDate(day))?.name).toBe(name);
  });
});
