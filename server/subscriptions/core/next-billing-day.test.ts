import { describe, expect, it } from "vitest";
import { plainDate } from "@/server/kernel";
import { type ChargeProgress, nextBillingDay } from "./next-billing-day";

const charge = (change: Partial<ChargeProgress>): ChargeProgress => ({
  interval: { unit: "month", count: 1 },
  effectiveFrom: plainDate("2026-11-16"),
  effectiveUntil: null,
  chargedThrough: plainDate("2026-12-16"),
  ...change,
});

describe("the next billing day", () => {
  it("is the earliest start of a period not yet charged", () => {
    const yearly = charge({ interval: { unit: "year", count: 1 }, chargedThrough: plainDate("2027-11-16") });
    expect(nextBillingDay([yearly, charge({})])).toBe("2026-12-16");
  });

  it("is the first day of a charge that was never billed", () => {
    expect(nextBillingDay([charge({ chargedThrough: null })])).toBe("2026-11-16");
  });

  it("is none for a one-time charge that is billed", () => {
    expect(nextBillingDay([charge({ interval: null })])).toBeNull();
    expect(nextBillingDay([charge({ interval: null, chargedThrough: null })])).toBe("2026-11-16");
  });

  it("is none once a charge is billed to its end", () => {
    expect(nextBillingDay([charge({ effectiveUntil: plainDate("2026-12-16") })])).toBeNull();
    expect(nextBillingDay([charge({ effectiveUntil: plainDate("2026-12-17") })])).toBe("2026-12-16");
  });
});
