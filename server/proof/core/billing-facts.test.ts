import { describe, expect, it } from "vitest";
import { type BillingFact, compareFacts, digestOfFacts } from "./billing-facts";

const fact = (key: string, value = "3300"): BillingFact => ({ kind: "periods", key, value });
const calm = [fact("december"), fact("january"), fact("february")];

describe("compareFacts", () => {
  it("finds the same facts equal in whatever order", () => {
    const shuffled = [...calm].reverse();
    expect(compareFacts(calm, shuffled)).toMatchObject({ areEqual: true, missing: 0, doubled: 0, changed: 0 });
    expect(digestOfFacts(shuffled)).toBe(digestOfFacts(calm));
  });

  it.each([
    ["missing", calm.slice(1), { missing: 1, doubled: 0, changed: 0 }],
    ["doubled", [...calm, fact("january")], { missing: 0, doubled: 1, changed: 0 }],
    ["changed", [...calm.slice(1), fact("december", "3301")], { missing: 0, doubled: 0, changed: 1 }],
    ["one for another", [...calm.slice(1), fact("march")], { missing: 1, doubled: 1, changed: 0 }],
  ])("tells that something is %s, and the digest with it", (_name, actual, counts) => {
    expect(compareFacts(calm, actual)).toMatchObject({ areEqual: false, ...counts });
    expect(digestOfFacts(actual)).not.toBe(digestOfFacts(calm));
  });

  it("says which, in words", () => {
    expect(compareFacts(calm, [...calm, fact("january", "3301")]).differences).toEqual([
      "periods january: 3300 → 3300 & 3301",
    ]);
  });
});
