import { groupBy } from "@/server/kernel";
import { hashOf } from "@/server/kernel/hash";

export type FactKind =
  | "periods"
  | "taxes"
  | "postings"
  | "schedules"
  | "recognitions"
  | "payments"
  | "balances"
  | "progress"
  | "book";

/** Something that billing has done: what it is about, and what came of it. No id that a run makes, no number, no instant. */
export type BillingFact = { readonly kind: FactKind; readonly key: string; readonly value: string };

export type FactsComparison = {
  readonly areEqual: boolean;
  /** Done less often than it should have been, more often, or with another outcome. */
  readonly missing: number;
  readonly doubled: number;
  readonly changed: number;
  /** The first ten, in words. */
  readonly differences: readonly string[];
};

const nameOf = ({ kind, key }: BillingFact): string => `${kind} ${key}`;

const valuesByName = (facts: readonly BillingFact[]): Map<string, readonly string[]> =>
  new Map([...groupBy(facts, nameOf)].map(([name, same]) => [name, same.map(({ value }) => value).sort()]));

export const digestOfFacts = (facts: readonly BillingFact[]): string =>
  hashOf(facts.map((fact) => `${nameOf(fact)} = ${fact.value}`).sort());

/** What was done against what should have been done: told apart into missing, doubled and changed. */
export const compareFacts = (expected: readonly BillingFact[], actual: readonly BillingFact[]): FactsComparison => {
  const wanted = valuesByName(expected);
  const found = valuesByName(actual);
  const count = { missing: 0, doubled: 0, changed: 0 };
  const differences: string[] = [];
  for (const name of [...new Set([...wanted.keys(), ...found.keys()])].sort()) {
    const before = wanted.get(name) ?? [];
    const after = found.get(name) ?? [];
    if (before.join("\n") === after.join("\n")) continue;
    count.missing += Math.max(0, before.length - after.length);
    count.doubled += Math.max(0, after.length - before.length);
    if (before.length === after.length) count.changed += 1;
    differences.push(`${name}: ${before.join(" & ") || "nothing"} → ${after.join(" & ") || "nothing"}`);
  }
  return { areEqual: differences.length === 0, ...count, differences: differences.slice(0, 10) };
};
