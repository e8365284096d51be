import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isId, newId } from "./id";
import { InvariantViolation } from "./invariant";

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe("newId", () => {
  it("writes the instant of the ULID specification", () => {
    const id = newId("inv", 1_469_918_176_385, new Uint8Array(10));
    expect(id).toBe("inv_01aryz6s410000000000000000");
    expect(newId("acc", 2 ** 48 - 1, new Uint8Array(10).fill(255))).toBe("acc_7zzzzzzzzzzzzzzzzzzzzzzzzz");
  });

  it("sorts by time", () => {
    const instant = fc.integer({ min: 0, max: 2 ** 47 });
    fc.assert(
      fc.property(instant, instant, bytes, bytes, (a, b, left, right) => {
        fc.pre(a !== b);
        expect(newId("inv", a, left) < newId("inv", b, right)).toBe(a < b);
      }),
    );
  });

  it("keeps every random bit", () => {
    fc.assert(
      fc.property(bytes, bytes, (left, right) => {
        fc.pre(left.some((byte, index) => byte !== right[index]));
        expect(newId("inv", 0, left)).not.toBe(newId("inv", 0, right));
      }),
    );
  });

  it("refuses too little randomness and an instant before 1970", () => {
    expect(() => newId("inv", 0, new Uint8Array(9))).toThrow(InvariantViolation);
    expect(() => newId("inv", -1, new Uint8Array(10))).toThrow(InvariantViolation);
    expect(() => newId("inv", 1.5, new Uint8Array(10))).toThrow(InvariantViolation);
  });
});

describe("isId", () => {
  it("tells ids of one kind from everything else", () => {
    const id = newId("inv", 1_700_000_000_000, new Uint8Array(10).fill(7));
    expect(isId("inv", id)).toBe(true);
    expect([isId("pay", id), isId("inv", id.toUpperCase()), isId("inv", `${id}0`), isId("inv", null)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
