import { describe, expect, it } from "vitest";
import words from "@/messages/en/billing.json";
import { statusDictionary } from "./status-dictionary";

type Words = Record<string, Record<string, string>>;

const states = Object.entries(statusDictionary).flatMap(([object, looks]) =>
  Object.entries(looks).map(([status, look]) => ({ object, status, look })),
);

describe("the status dictionary", () => {
  it.each(states)("has words for $object $status", ({ object, status, look }) => {
    const staff: Words = words.status;
    const customer: Words = words.customer;
    expect(staff[object]?.[status]).toBeTruthy();
    expect(Boolean(customer[object]?.[status])).toBe("wordsForCustomer" in look);
  });

  it("holds no words without a state", () => {
    for (const [object, labels] of Object.entries(words.status)) {
      const looks: Record<string, Record<string, unknown>> = statusDictionary;
      expect(Object.keys(looks[object] ?? {})).toEqual(Object.keys(labels));
    }
  });

  it("keeps red for what failed, is overdue or was taken away", () => {
    const red = states.filter(({ look }) => look.tone === "danger").map(({ status }) => status);
    expect(new Set(red)).toEqual(
      new Set(["overdue", "suspended", "failed", "disputed", "payment_failed", "over_limit"]),
    );
  });
});
