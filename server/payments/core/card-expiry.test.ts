import { describe, expect, it } from "vitest";
import type { PlainDate } from "@/server/kernel";
import { cardExpiry } from ".";

describe("page M6 the expiry of a card", () => {
  it.each([
    ["2026-12-31", "soon"],
    ["2027-01-01", "expired"],
    ["2026-11-01", "soon"],
    ["2026-10-31", "later"],
  ])("12 / 26 on %s is %s", (today, expiry) => {
    expect(cardExpiry({ expiryMonth: 12, expiryYear: 2026 }, today as PlainDate)).toBe(expiry);
  });
});
