import { describe, expect, it } from "vitest";
import { lostCallDelayMs, retryAfterMs, retryDelayMs } from "./backoff";

describe("retry delays", () => {
  it.each([
    [0, 15],
    [1, 30],
    [4, 300],
    [9, 7_200],
    [30, 7_200],
  ])("waits after attempt %i for %i seconds and up to half a minute more", (attempt, seconds) => {
    const delay = retryDelayMs(attempt, 1);
    expect(delay).toBeGreaterThanOrEqual(seconds * 1_000);
    expect(delay).toBeLessThanOrEqual((seconds + 30) * 1_000);
  });

  it("reads Retry-After in seconds or as a date, between a second and a day", () => {
    const now = Date.parse("2026-01-31T10:00:00Z");
    expect(retryAfterMs("90", now)).toBe(90_000);
    expect(retryAfterMs("2026-01-31T10:05:00Z", now)).toBe(300_000);
    expect(retryAfterMs("2026-01-30T10:00:00Z", now)).toBe(1_000);
    expect(retryAfterMs("9999999", now)).toBe(86_400_000);
    expect(retryAfterMs("soon", now)).toBeNull();
  });

  it("comes back soon to a worker that went away, and less often when it stays away", () => {
    expect([0, 1, 2, 10].map(lostCallDelayMs)).toEqual([250, 500, 1_000, 10_000]);
  });
});
