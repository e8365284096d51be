import { describe, expect, it } from "vitest";
import { canonicalJson } from "./signature";

describe("canonical JSON", () => {
  it("sorts keys as text, at every depth, and leaves lists alone", () => {
    expect(canonicalJson('{"10": 1, "2": {"b": [3, {"d": 1, "c": 2}], "a": null}, "1": 1e3}')).toBe(
      '{"1":1000,"10":1,"2":{"a":null,"b":[3,{"c":2,"d":1}]}}',
    );
  });
});
