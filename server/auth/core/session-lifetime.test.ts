import { describe, expect, it } from "vitest";
import { type Audience, expiryOfSession, isSessionAlive, isSightingDue } from "./session-lifetime";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const signedInAt = new Date("2026-11-16T09:00:00Z");
const later = (ms: number): Date => new Date(signedInAt.getTime() + ms);

const session = (audience: Audience, lastSeenAt: Date) => ({
  createdAt: signedInAt,
  lastSeenAt,
  expiresAt: expiryOfSession(audience, signedInAt),
  revokedAt: null,
});

describe("fault T61 how long a session stands", () => {
  it.each([
    ["staff", 12 * hourMs],
    ["subscriber", 14 * dayMs],
  ] as const)("of %s left alone ends after %d ms", (audience, idleMs) => {
    const idle = session(audience, signedInAt);
    expect(isSessionAlive(idle, audience, later(idleMs - 1))).toBe(true);
    expect(isSessionAlive(idle, audience, later(idleMs))).toBe(false);
  });

  it.each([
    ["staff", 7 * dayMs],
    ["subscriber", 30 * dayMs],
  ] as const)("of %s in steady use ends after %d ms", (audience, absoluteMs) => {
    const used = session(audience, later(absoluteMs - 1_000));
    expect(isSessionAlive(used, audience, later(absoluteMs - 1))).toBe(true);
    expect(isSessionAlive(used, audience, later(absoluteMs))).toBe(false);
  });

  it("is cut to staff hours on the day its user joins the staff", () => {
    const long = session("subscriber", later(8 * dayMs));
    expect(isSessionAlive(long, "subscriber", later(8 * dayMs))).toBe(true);
    expect(isSessionAlive(long, "staff", later(8 * dayMs))).toBe(false);
  });

  it("ends when it is revoked", () => {
    expect(isSessionAlive({ ...session("staff", signedInAt), revokedAt: signedInAt }, "staff", signedInAt)).toBe(false);
  });

  it("is written down as seen once a minute", () => {
    expect(isSightingDue(session("staff", signedInAt), later(59_999))).toBe(false);
    expect(isSightingDue(session("staff", signedInAt), later(60_000))).toBe(true);
  });
});
