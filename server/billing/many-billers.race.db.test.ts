import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isDomainError } from "@/server/kernel";
import { type BillingFact, compareFacts, listNumberSeries } from "@/server/proof";
import { type BillingCopies, type BillingCopy, billTheDay, openBillingCopies } from "@/server/scenarios/billing-copies";

const accountCount = 40;

let copies: BillingCopies;
let calm: readonly BillingFact[];

beforeAll(async () => {
  copies = await openBillingCopies(accountCount);
  calm = await onCopy(async (copy) => {
    await billTheDay(copy.biller(), { owner: "alone", batchSize: 2_000 });
    return copy.readFacts();
  });
}, 120_000);

afterAll(() => copies.close());

const onCopy = async <Result>(work: (copy: BillingCopy) => Promise<Result>): Promise<Result> => {
  const copy = await copies.copy();
  try {
    return await work(copy);
  } finally {
    await copy.drop();
  }
};

type Outcome = {
  readonly missing: number;
  readonly doubled: number;
  readonly areEqual: boolean;
  readonly gaps: number;
};

/** Bills the day with several billers at once and tells what differs from one that billed it alone. */
const billTogether = async (copy: BillingCopy, billers: number, batchSize: number): Promise<Outcome> => {
  const working = Array.from({ length: billers }, (_, at) =>
    billTheDay(copy.biller(), { owner: `biller ${at}`, batchSize }),
  );
  await Promise.all(working.map((work) => work.catch(onlyRefusals)));
  const { missing, doubled, areEqual } = compareFacts(calm, await copy.readFacts());
  const series = await listNumberSeries(copy.biller());
  return { missing, doubled, areEqual, gaps: series.filter(({ isWhole }) => !isWhole).length };
};

const onlyRefusals = (error: unknown): void => {
  if (!isDomainError(error) || error.reason !== "bill_run.stale_biller") throw error;
};

const asOwner = async (copy: BillingCopy, statements: readonly string[]): Promise<void> => {
  const owner = postgres(copy.database.ownerUrl, { max: 1, onnotice: () => undefined });
  for (const statement of statements) await owner.unsafe(statement);
  await owner.end();
};

/** Has every biller read what is due before any of them commits. */
const slowPosting = [
  `create function sleep_awhile() returns trigger language plpgsql as $$ begin perform pg_sleep(0.5); return null; end $$`,
  `create trigger slow_posting after insert on invoices for each statement execute function sleep_awhile()`,
];

/** Two hold one range at the same time, and neither finds the other's fence above its own, nor the range done. */
const withoutFencing = [
  `create function keep_unfenced() returns trigger language plpgsql as $$
     begin new.fence := old.fence; new.leased_until := null; new.done_at := null; return new; end $$`,
  `create trigger unfenced before update on bill_run_ranges for each row execute function keep_unfenced()`,
];

/** A locking clause does not reach through a WITH: whoever reads accounts to take them, takes nothing. */
const withoutRowLocks = [
  `alter table accounts rename to accounts_unlocked`,
  `create view accounts as with every as materialized (select * from accounts_unlocked) select * from every`,
  `grant select, update on accounts to public`,
];

const withoutUniqueKeys = [`drop index invoice_lines_billed_once`];

const once: Outcome = { missing: 0, doubled: 0, areEqual: true, gaps: 0 };

describe("many billers at once", () => {
  it("fault T3, T36 two billers of one run leave what one alone leaves, in 10 rounds of 10", async () => {
    const outcomes: Outcome[] = [];
    for (let round = 0; round < 10; round += 1) {
      outcomes.push(await onCopy((copy) => billTogether(copy, 2, 1 + 2 * round)));
    }
    expect(outcomes).toEqual(Array(10).fill(once));
  }, 240_000);

  it("fault T3, T36 eight billers do, in 3 rounds of 3", async () => {
    const outcomes: Outcome[] = [];
    for (let round = 0; round < 3; round += 1) outcomes.push(await onCopy((copy) => billTogether(copy, 8, 3)));
    expect(outcomes).toEqual(Array(3).fill(once));
  }, 240_000);
});

describe("the control: billers whose guards are taken away in a copy of the schema", () => {
  it("double periods without unique keys, row locks and fencing, and the comparison says so", async () => {
    const periods = (facts: readonly BillingFact[]) => facts.filter(({ kind }) => kind === "periods");
    const outcome = await onCopy(async (copy) => {
      await asOwner(copy, [...slowPosting, ...withoutUniqueKeys, ...withoutRowLocks, ...withoutFencing]);
      await billTogether(copy, 2, 2_000);
      return compareFacts(periods(calm), periods(await copy.readFacts()));
    });
    expect(outcome).toMatchObject({ areEqual: false, missing: 0, changed: 0 });
    expect(outcome.doubled).toBeGreaterThan(accountCount / 2);
    expect(outcome.differences[0]).toMatch(/^periods sub_\w+ \w+ 2026-12-16 2027-01-16: (.+) → \1 & \1$/);
  });

  it.each([
    ["with every guard", []],
    ["without unique keys", withoutUniqueKeys],
    ["without row locks", withoutRowLocks],
    ["without fencing", withoutFencing],
    ["without unique keys and row locks", [...withoutUniqueKeys, ...withoutRowLocks]],
    ["without unique keys and fencing", [...withoutUniqueKeys, ...withoutFencing]],
    ["without row locks and fencing", [...withoutRowLocks, ...withoutFencing]],
  ])("%s double nothing, however slowly they post", async (_name, gone) => {
    const { doubled, gaps } = await onCopy(async (copy) => {
      await asOwner(copy, [...slowPosting, ...gone]);
      return billTogether(copy, 2, 2_000);
    });
    expect({ doubled, gaps }).toEqual({ doubled: 0, gaps: 0 });
  });
});
