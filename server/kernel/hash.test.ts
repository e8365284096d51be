import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, hashOf, sha256Hex } from "./hash";
import { InvariantViolation } from "./invariant";

describe("canonicalJson", () => {
  it("sorts keys and writes bigints as decimal strings", () => {
    expect(canonicalJson({ b: [1, 3927n, null], a: { d: true, c: "é" } })).toBe(
      '{"a":{"c":"é","d":true},"b":[1,"3927",null]}',
    );
    expect(canonicalJson(-0)).toBe("0");
  });

  it.each([[undefined], [Number.NaN], [1.5], [2 ** 53], [{ a: undefined }], [[undefined]], [new Date(0)], [() => 1]])(
    "refuses %s",
    (value) => {
      expect(() => canonicalJson(value)).toThrow(InvariantViolation);
    },
  );

  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.bigInt())), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(hashOf(reversed)).toBe(hashOf(value));
      }),
    );
  });
});

describe("sha256Hex", () => {
  it("gives the digests of FIPS 180-4", () => {
    expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256Hex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });
});
