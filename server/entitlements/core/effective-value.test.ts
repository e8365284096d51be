import { describe, expect, it } from "vitest";
import type { FeatureValue } from "@/server/catalog/core";
import { effectiveValue } from "./effective-value";

const from = (sourceName: string, value: FeatureValue) => ({ sourceName, value });
const upTo = (limit: number | "unlimited"): FeatureValue => ({ kind: "quantity", limit });

describe("effectiveValue", () => {
  it("adds seats and names both sources", () => {
    expect(effectiveValue("seats", [from("Desk Team", upTo(8)), from("Desk Starter", upTo(2))])).toEqual({
      value: upTo(10),
      origins: ["Desk Team", "Desk Starter"],
    });
  });

  it.each([
    [upTo(10), upTo(3), upTo(10)],
    [upTo(10), upTo("unlimited"), upTo("unlimited")],
    [
      { kind: "boolean", on: false },
      { kind: "boolean", on: true },
      { kind: "boolean", on: true },
    ],
    [
      { kind: "config", text: "1 year" },
      { kind: "config", text: "3 years" },
      { kind: "config", text: "3 years" },
    ],
  ] as const)("of %o and %o is %o", (a, b, value) => {
    expect(effectiveValue("reports", [from("a", a), from("b", b)])?.value).toEqual(value);
  });

  it("is nothing without a source", () => {
    expect(effectiveValue("seats", [])).toBeNull();
  });
});
