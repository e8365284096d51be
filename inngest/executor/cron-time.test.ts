import { describe, expect, it } from "vitest";
import { nextTick } from "./cron-time";

describe("cron times", () => {
  it.each([
    ["0 2 * * *", "2026-01-31T02:00:00Z", "2026-02-01T02:00:00.000Z"],
    ["TZ=Europe/Paris 0 2 * * *", "2026-01-31T00:59:59Z", "2026-01-31T01:00:00.000Z"],
    ["TZ=Europe/Paris 0 2 * * *", "2026-07-01T00:00:00Z", "2026-07-02T00:00:00.000Z"],
    ["TZ=Europe/Paris 30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00.000Z"],
    ["*/2 * * * * *", "2026-01-31T00:00:00Z", "2026-01-31T00:00:02.000Z"],
  ])("the tick of %s after %s is at %s", (cron, after, expected) => {
    expect(nextTick(cron, new Date(after)).toISOString()).toBe(expected);
  });
});
