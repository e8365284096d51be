import { describe, expect, it } from "vitest";
import { plainDate } from "@/server/kernel";
import { invoiceStatus } from "./invoice-status";

const today = plainDate("2026-11-16");

describe("invoiceStatus", () => {
  it.each([
    [31_416n, 0n, "2026-11-01", "paid", 0],
    [0n, 0n, "2026-11-20", "paid", 0],
    [-2_261n, 0n, "2026-11-01", "credit_note", 0],
    [31_416n, 31_416n, "2026-11-01", "overdue", 15],
    [31_416n, 100n, "2026-11-15", "overdue", 1],
    [31_416n, 100n, "2026-11-16", "partly_paid", 0],
    [31_416n, 31_416n, "2026-11-16", "open", 0],
    [166_600n, 166_600n, "2026-11-26", "open", 10],
  ] as const)("calls %s with %s left, due %s, %s", (totalMinor, balanceMinor, dueOn, status, days) => {
    const standing = { totalMinor, balanceMinor, dueOn: plainDate(dueOn), closedAs: null };
    expect(invoiceStatus(standing, today)).toEqual({ status, days });
  });

  it.each([
    ["voided", 0n, "voided"],
    ["written_off", 0n, "written_off"],
    ["written_off", 100n, "overdue"],
  ] as const)("calls one closed as %s with %s left %s", (closedAs, balanceMinor, status) => {
    const dueOn = plainDate("2026-11-01");
    expect(invoiceStatus({ totalMinor: 31_416n, balanceMinor, dueOn, closedAs }, today)).toMatchObject({ status });
  });
});
