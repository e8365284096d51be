import { describe, expect, it } from "vitest";
import { decideCode, expiryOfCode, isLinkOpen, secondsUntilResend } from "./sign-in-code";

const sentAt = new Date("2026-11-16T09:00:00Z");
const later = (seconds: number): Date => new Date(sentAt.getTime() + seconds * 1_000);
const fresh = { expiresAt: expiryOfCode(sentAt), usedAt: null, failedAttempts: 0 };

describe("a sign-in code", () => {
  it("page P9.3 opens for 15 minutes and not a moment longer", () => {
    expect(decideCode(fresh, true, later(15 * 60 - 1))).toEqual({ ok: true });
    expect(decideCode(fresh, true, later(15 * 60))).toEqual({ ok: false, refusal: "over" });
    expect(isLinkOpen(fresh, later(15 * 60))).toBe(false);
  });

  it("page P9.3 opens once", () => {
    const used = { ...fresh, usedAt: later(10) };
    expect(decideCode(used, true, later(11))).toEqual({ ok: false, refusal: "over" });
    expect(isLinkOpen(used, later(11))).toBe(false);
  });

  it("fault T61 ends with its fifth wrong try, while its link goes on", () => {
    const tries = [0, 1, 2, 3, 4].map((failedAttempts) => decideCode({ ...fresh, failedAttempts }, false, later(1)));
    expect(tries.map((decision) => "triesLeft" in decision && decision.triesLeft)).toEqual([4, 3, 2, 1, 0]);
    const spent = { ...fresh, failedAttempts: 5 };
    expect(decideCode(spent, true, later(1))).toEqual({ ok: false, refusal: "over" });
    expect(isLinkOpen(spent, later(1))).toBe(true);
  });

  it("can be asked for again after 30 seconds", () => {
    expect(secondsUntilResend(null, sentAt)).toBe(0);
    expect(secondsUntilResend(sentAt, sentAt)).toBe(30);
    expect(secondsUntilResend(sentAt, later(29.5))).toBe(1);
    expect(secondsUntilResend(sentAt, later(30))).toBe(0);
    expect(secondsUntilResend(later(5), sentAt)).toBe(30);
  });
});
