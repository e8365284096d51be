import { describe, expect, it } from "vitest";
import { dayOf, plainDate } from "@/server/kernel";
import { drawAccounts } from "./draw-accounts";
import { joiningDays } from "./history-account";

const range = { count: 291, from: plainDate("2025-05-16"), to: plainDate("2026-11-15") };

describe("the demo's subscribers", () => {
  it("are the same people for the same seed, and others for another", () => {
    expect(drawAccounts({ ...range, seed: 7 })).toEqual(drawAccounts({ ...range, seed: 7 }));
    expect(drawAccounts({ ...range, seed: 7 })).not.toEqual(drawAccounts({ ...range, seed: 8 }));
  });

  it("come in order, within the range, on the days on which somebody joins, each with an address of its own", () => {
    const drawn = drawAccounts({ ...range, seed: 1847 });
    const days = drawn.map(({ subscriptions }) => subscriptions[0].on);
    expect(days).toEqual([...days].sort());
    expect(days.every((day) => day >= range.from && day <= range.to)).toBe(true);
    expect(days.every((day) => (joiningDays.america as readonly number[]).includes(dayOf(day)))).toBe(true);
    expect(new Set(drawn.map(({ email }) => email)).size).toBe(range.count);
  });
});
