import { describe, expect, it } from "vitest";
import { formatRational, parseRational, plainDate, type Span } from "@/server/kernel";
import { type AggregationRule, aggregateUsage, type UsageEvent } from "./aggregate-usage";

const rule = (aggregation: AggregationRule["aggregation"]): AggregationRule => ({
  ...{ aggregation, zone: "Europe/Berlin", serviceEnd: null, opening: { level: null, keys: [] }, bucket: "day" },
  ...{ dropsRemoved: false, weightUnit: "period", weightBasis: "second" },
});

const november: Span = {
  start: { kind: "day", day: plainDate("2026-11-01") },
  end: { kind: "day", day: plainDate("2026-12-01") },
};

const event = (at: string, value: string): UsageEvent => ({
  at: new Date(at),
  value: parseRational(value),
  key: null,
  op: "add",
});

// The first and the last lie outside: one millisecond before the month in Berlin, and at its end.
const events = [
  event("2026-10-31T22:59:59.999Z", "100"),
  event("2026-10-31T23:00:00Z", "0.1"),
  event("2026-11-20T12:00:00Z", "7"),
  event("2026-11-20T12:00:00Z", "0.2"),
  event("2026-11-10T12:00:00Z", "3"),
  event("2026-11-30T23:00:00Z", "200"),
];

describe("the quantity of a period", () => {
  it.each([
    ["sum", "10.3"],
    ["count", "4"],
    ["max", "7"],
    ["latest", "0.2"],
  ] as const)("is the %s of its events, each in the order of time and then of arrival", (aggregation, quantity) => {
    expect(formatRational(aggregateUsage(events, november, rule(aggregation)).quantity)).toBe(quantity);
  });

  it.each(["sum", "count", "max", "latest"] as const)("is nothing as %s of no events", (aggregation) => {
    expect(formatRational(aggregateUsage([], november, rule(aggregation)).quantity)).toBe("0");
  });
});
