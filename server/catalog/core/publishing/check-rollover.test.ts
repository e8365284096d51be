import { describe, expect, it } from "vitest";
import { isDomainError } from "@/server/kernel";
import { everyOne, type PriceTerms } from "../rate-plan";
import { checkRatePlan } from "./check-rate-plan";
import type { DefinedCharge } from "./priced-charge";

const perUnit: PriceTerms = { model: "per_unit", price: "0.05" };

const refusal = (change: Partial<DefinedCharge>, terms: PriceTerms = perUnit): string => {
  const calls: DefinedCharge = {
    ...{ key: "calls", kind: "usage", timing: "in_arrears", followsQuantity: false },
    ...{ meter: { key: "calls", aggregation: "sum" }, included: "1000", rollover: { periods: 1 } },
    prices: [{ currency: "EUR", interval: everyOne("month"), terms }],
    ...change,
  };
  try {
    checkRatePlan({ key: "api", quantityMin: 1, quantityMax: 1, sellsParts: false, charges: [calls] });
    return "published";
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return `${error.reason} ${error.message}`;
  }
};

const place = "api.charges.calls.rollover";

describe("units that go on", () => {
  it.each([[{ periods: 1 }], [{ periods: 120, units: "2000.5" }], [{ units: "0.5" }]])(
    "are published as %o",
    (rollover) => {
      expect(refusal({ rollover })).toBe("published");
    },
  );

  it("are refused of what is no usage, includes nothing, or is no count of what was used", () => {
    const recurring = { kind: "recurring", timing: "in_advance", meter: null } as const;
    expect(refusal(recurring)).toContain(`options_contradict ${place}: Only units of usage go on`);
    expect(refusal({ included: "0" })).toContain(`options_contradict ${place}: The charge includes no units`);
    for (const aggregation of ["max", "latest", "count_unique", "weighted_sum"] as const) {
      const meter = { key: "calls", aggregation };
      expect(refusal({ meter })).toContain(`options_contradict ${place}: Units are used up by what adds up.`);
    }
    expect(refusal({ meter: { key: "calls", aggregation: "count" } })).toBe("published");
    expect(refusal({}, { model: "flat", price: "9" })).toContain(`options_contradict ${place}: A flat price`);
  });

  it("are refused without an end, and with one that cannot be read", () => {
    expect(refusal({ rollover: {} })).toContain(`options_contradict ${place}: Units would go on without end.`);
    for (const periods of [0, -1, 1.5, 121]) {
      expect(refusal({ rollover: { periods } })).toContain(
        `figure_unreadable ${place}.periods: Give a whole number from 1 to 120.`,
      );
    }
    expect(refusal({ rollover: { units: "0" } })).toContain(`figure_zero ${place}.units`);
    expect(refusal({ rollover: { units: "many" } })).toContain(`figure_unreadable ${place}.units`);
  });
});
