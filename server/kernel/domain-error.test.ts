import { describe, expect, it } from "vitest";
import { DomainError, domainErrorCodes, isDomainError } from "./domain-error";
import { InvariantViolation, invariant, unreachable } from "./invariant";

describe("DomainError", () => {
  it("carries a code, a stable reason and details", () => {
    const error = new DomainError("conflict", "order.preview_changed", "The price has changed.", { previewId: "abc" });
    expect(error).toMatchObject({ code: "conflict", reason: "order.preview_changed", details: { previewId: "abc" } });
    expect(isDomainError(error)).toBe(true);
    expect(isDomainError(new Error("x"))).toBe(false);
  });

  it("has eleven codes", () => {
    expect(new Set(domainErrorCodes).size).toBe(11);
  });
});

describe("invariant", () => {
  it("passes what holds and throws what does not", () => {
    expect(() => invariant(true, "holds")).not.toThrow();
    expect(() => invariant(false, "broken")).toThrow(new InvariantViolation("broken"));
    expect(isDomainError(new InvariantViolation("x"))).toBe(false);
  });

  it("marks a branch that cannot be reached", () => {
    expect(() => unreachable("surprise" as never)).toThrow(InvariantViolation);
  });
});
