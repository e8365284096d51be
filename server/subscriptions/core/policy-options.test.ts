import { describe, expect, it } from "vitest";
import { isDomainError } from "@/server/kernel";
import { standardCollectionPolicy } from "./collection-policy";
import { type Conventions, standardDocumentPolicy } from "./document-policy";
import {
  choicesOf,
  differingOptions,
  type PolicyOption,
  policyOptionNames,
  policyOptions,
  readChoices,
  withChoices,
} from "./policy-options";
import { standardSubscriptionPolicy } from "./subscription-policy";

const standard: Conventions = {
  service: { ...standardSubscriptionPolicy, rounding: "half_even", amountCoupons: "each_charge" },
  documents: { ...standardDocumentPolicy, zeroTotals: "document" },
  collection: { ...standardCollectionPolicy, retryDelays: [3, 5] },
};
const before = choicesOf(standard);

const offered = policyOptionNames.flatMap((option) => policyOptions[option].map((value) => [option, value] as const));

const sentWith = (changed: PolicyOption, value: string) =>
  readChoices((option) => (option === changed ? value : before[option]));

describe("the conventions that a seller chooses among", () => {
  it.each(offered)("%s can be %s, and nothing else changes with it", (option, value) => {
    const chosen = withChoices(standard, sentWith(option, value));
    expect(choicesOf(chosen)[option]).toBe(value);
    expect(differingOptions(before, choicesOf(chosen))).toEqual(before[option] === value ? [] : [option]);
    expect(withChoices(chosen, before)).toEqual(standard);
  });

  it("what is not offered is refused by its name", () => {
    try {
      sentWith("voiding", "shred");
      expect.unreachable();
    } catch (error) {
      if (!isDomainError(error)) throw error;
      expect(error).toMatchObject({
        reason: "policy.not_offered",
        details: { field: "voiding" },
        message: "Choose one of replace, bill_again, nothing.",
      });
    }
  });
});
