import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRational, parseRational, plainDate, type Rational, rational, sumRationals, ZERO } from "@/server/kernel";
import {
  activeInMonth,
  computeMovements,
  computeRecurringRevenue,
  computeRetention,
  lifetimeMonths,
  lifetimeValue,
  monthlyValue,
  type RecurringSubscription,
  retainedAfter,
  revenueOnDay,
  rollingChurn,
} from ".";

const subscription = (price: string, more: Partial<RecurringSubscription> = {}): RecurringSubscription => ({
  customer: null,
  priceMinor: parseRational(price),
  quantity: rational(1n),
  addOnsMinor: [],
  interval: { unit: "month", count: 1 },
  discount: null,
  isActive: true,
  startOn: null,
  endOn: null,
  trialEndOn: null,
  ...more,
});

const text = (value: Rational | null): string | null => value && formatRational(value);

describe("monthlyValue", () => {
  const half = { kind: "percent", value: rational(50n), isLasting: true } as const;
  const off = { kind: "amount", value: rational(20_000n), isLasting: true } as const;

  it.each([
    ["a year", subscription("12000", { interval: { unit: "year", count: 1 } }), "1000"],
    ["two weeks", subscription("5000", { interval: { unit: "week", count: 2 } }), "32500/3"],
    ["a day", subscription("12", { interval: { unit: "day", count: 1 } }), "365"],
    ["three seats and an add-on", subscription("100", { quantity: rational(3n), addOnsMinor: [rational(50n)] }), "350"],
    ["a lasting discount", subscription("10000", { discount: half }), "5000"],
    ["a discount that ends", subscription("10000", { discount: { ...half, isLasting: false } }), "10000"],
    ["a discount above the price", subscription("10000", { discount: off }), "0"],
  ])("of %s", (_what, given, expected) => {
    expect(text(monthlyValue(given))).toBe(expected);
  });
});

describe("computeRecurringRevenue", () => {
  it("adds up the active and divides by their customers", () => {
    const revenue = computeRecurringRevenue([
      subscription("10000", { customer: "a" }),
      subscription("100000", { customer: "b", interval: { unit: "year", count: 1 } }),
      subscription("500", { customer: "a" }),
      subscription("900", { customer: "c", isActive: false }),
    ]);
    expect([text(revenue.mrrMinor), text(revenue.arrMinor), text(revenue.arpuMinor)]).toEqual([
      "56500/3",
      "226000",
      "28250/3",
    ]);
    expect(revenue.monthlyMinor.map(text)).toEqual(["10000", "25000/3", "500", "900"]);
    expect(text(computeRecurringRevenue([]).arpuMinor)).toBe("0");
  });

  it("takes trials out of a day's revenue and what has an end out of the committed", () => {
    const some = [
      subscription("100", { startOn: plainDate("2026-01-01"), trialEndOn: plainDate("2026-01-15") }),
      subscription("10", { startOn: plainDate("2026-01-01"), endOn: plainDate("2026-01-20") }),
    ];
    const onDay = (day: string) => {
      const { mrrMinor, committedMrrMinor, trialMrrMinor, activeCount } = revenueOnDay(some, plainDate(day));
      return [text(mrrMinor), text(committedMrrMinor), text(trialMrrMinor), activeCount];
    };
    expect(onDay("2026-01-14")).toEqual(["10", "0", "100", 2]);
    expect(onDay("2026-01-15")).toEqual(["110", "100", "0", 2]);
    expect(onDay("2026-01-20")).toEqual(["100", "100", "0", 1]);
    expect(["2025-12", "2026-01", "2026-02"].map((month) => activeInMonth(some, month))).toEqual([0, 2, 1]);
  });
});

describe("computeMovements", () => {
  const change = (day: string, customer: string, mrr: string) => ({
    day: plainDate(day),
    customer,
    mrrMinor: parseRational(mrr),
  });

  it("tells a customer who comes, grows, shrinks, leaves and comes back", () => {
    const { movements, totals, endMrrMinor } = computeMovements([
      change("2026-02-01", "a", "150"),
      change("2026-01-01", "a", "100"),
      change("2026-03-01", "a", "150"),
      change("2026-04-01", "a", "120"),
      change("2026-05-01", "a", "0"),
      change("2026-06-01", "a", "100/3"),
    ]);
    expect(movements.map(({ kind, amountMinor }) => [kind, text(amountMinor)])).toEqual([
      ["new", "100"],
      ["expansion", "50"],
      ["contraction", "-30"],
      ["churn", "-120"],
      ["reactivation", "100/3"],
    ]);
    expect([text(totals.churn), text(endMrrMinor)]).toEqual(["-120", "100/3"]);
  });

  it("ends with what all movements add up to", () => {
    const any = fc.record({
      customer: fc.constantFrom("a", "b", "c"),
      day: fc.constantFrom("2026-01-01", "2026-01-02", "2026-02-01").map(plainDate),
      mrrMinor: fc.bigInt({ min: 0n, max: 1000n }).map((minor) => rational(minor, 3n)),
    });
    fc.assert(
      fc.property(fc.array(any), (changes) => {
        const { movements, endMrrMinor } = computeMovements(changes);
        expect(sumRationals(movements.map(({ amountMinor }) => amountMinor))).toEqual(endMrrMinor);
      }),
    );
  });
});

describe("retention", () => {
  const flow = {
    start: rational(27_000n),
    expansion: rational(8000n),
    contraction: ZERO,
    churn: rational(5000n),
    new: rational(100n),
    reactivation: rational(10n),
  };

  it("keeps 111 % net of 27,000 that lost 5,000 and grew by 8,000", () => {
    const { nrrPercent, grrPercent, revenueChurnPercent, endMrr } = computeRetention(flow);
    expect([nrrPercent, grrPercent, revenueChurnPercent, endMrr].map(text)).toEqual([
      "1000/9",
      "2200/27",
      "500/27",
      "30110",
    ]);
  });

  it("has no percentage of nothing", () => {
    expect(computeRetention({ ...flow, start: ZERO })).toMatchObject({ nrrPercent: null, grrPercent: null });
  });

  it("never keeps more than 100 % gross", () => {
    expect(text(computeRetention({ ...flow, contraction: rational(-9000n) }).grrPercent)).toBe("100");
  });

  it("values a customer of 100 who costs 20 at 5 % churn with 1,600", () => {
    const [five, cost] = [rational(5n), rational(20n)];
    expect(text(lifetimeMonths(five))).toBe("20");
    expect(text(lifetimeValue(five, rational(100n), cost))).toBe("1600");
    expect(text(lifetimeValue(five, rational(10n), cost))).toBe("0");
    expect([lifetimeMonths(ZERO), text(lifetimeValue(ZERO, rational(100n), cost))]).toEqual([null, "0"]);
  });

  it("leaves 415.292 of 500 after three months of 6 %", () => {
    const { customers, percent } = retainedAfter(rational(500n), rational(6n), 3);
    expect([text(customers), text(percent)]).toEqual(["415.292", "83.0584"]);
  });

  it.each([
    ["2024-02-01", "0"],
    ["2024-02-02", "0.2"],
    ["2024-03-02", "0.2"],
    ["2024-03-03", "0"],
    ["2024-01-01", "0"],
  ])("loses in the 30 days before %s %s of five", (day, expected) => {
    const startOn = plainDate("2024-01-01");
    const spans = [{ startOn, endOn: plainDate("2024-02-01") }, ...Array(4).fill({ startOn, endOn: null })];
    expect(text(rollingChurn(spans, plainDate(day), 30))).toBe(expected);
  });
});
