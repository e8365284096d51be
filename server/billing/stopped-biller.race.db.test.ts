import { spawn } from "node:child_process";
import path from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceContext } from "@/server/platform";
import { compareFacts, listNumberSeries } from "@/server/proof";
import { type BillingCopies, type BillingCopy, billTheDay, openBillingCopies } from "@/server/scenarios/billing-copies";
import { listSellers } from "@/server/sellers";
import { leaseSeconds } from "./bill-run-ranges-store";

const root = path.resolve(import.meta.dirname, "../..");
const accountCount = 24;

let copies: BillingCopies;

beforeAll(async () => {
  copies = await openBillingCopies(accountCount);
});

afterAll(() => copies.close());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const startBiller = (copy: BillingCopy, sellerId: string, batch = 2_000) => {
  const child = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      "scripts/test-biller.ts",
      "--seller",
      sellerId,
      "--through",
      "2026-12-16",
      "--batch",
      `${batch}`,
    ],
    { cwd: root, env: { ...process.env, DATABASE_URL: copy.database.url }, stdio: ["ignore", "pipe", "inherit"] },
  );
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString("utf8");
  });
  const said = new Promise<string>((resolve) => child.once("exit", () => resolve(text.trim())));
  return { pid: child.pid ?? 0, said };
};

/** Has whoever posts wait in the middle of its transaction, with its rows written and its accounts locked. */
const holdPosting = async (copy: BillingCopy) => {
  const owner = postgres(copy.database.ownerUrl, { max: 1, onnotice: () => undefined });
  await owner`begin`;
  await owner`lock table bill_run_amounts in share mode`;
  return async () => {
    await owner`commit`;
    await owner.end();
  };
};

const isBillerWaiting = async (ctx: ServiceContext): Promise<boolean> => {
  const rows = await ctx.db.execute(sql`
    select 1 from pg_stat_activity
    where datname = current_database() and application_name = 'test-biller' and wait_event_type = 'Lock'`);
  return rows.length > 0;
};

const readRange = async (ctx: ServiceContext) => {
  const [range] = await ctx.db.execute<{ fence: string; is_leased: boolean; account_count: number }>(sql`
    select fence::text, coalesce(leased_until > clock_timestamp(), false) as is_leased, account_count
    from bill_run_ranges order by run_id limit 1`);
  return range;
};

/** What the day comes to when one biller does all of it. */
const billCalmly = async () => {
  const copy = await copies.copy();
  await billTheDay(copy.biller(), { owner: "alone", batchSize: 2_000 });
  const facts = await copy.readFacts();
  await copy.drop();
  return facts;
};

/** Each batch of a run takes a while, so that it can be told how far it is. */
const slowDown = async (owner: postgres.Sql) => {
  await owner.unsafe(`create function take_a_while() returns trigger language plpgsql as
    $$ begin perform pg_sleep(0.1); return null; end $$`);
  await owner.unsafe(`create trigger take_a_while after insert or update on bill_run_amounts
    for each statement execute function take_a_while()`);
};

const readProgress = async (owner: postgres.Sql): Promise<number> => {
  const [row] = await owner<{ done: number }[]>`
    select coalesce(max(g.account_count::float8 / nullif(r.planned_account_count, 0)), 0) as done
    from bill_run_ranges g join bill_runs r on r.id = g.run_id`;
  return row?.done ?? 0;
};

type Billed = {
  readonly calm: Awaited<ReturnType<typeof billCalmly>>;
  readonly copy: BillingCopy;
  readonly ctx: ServiceContext;
  readonly report: Awaited<ReturnType<typeof billTheDay>>[number] | undefined;
};

/** The run came to its end, and the day is as if one biller had done all of it. */
const expectBilledOnce = async ({ calm, copy, ctx, report }: Billed): Promise<void> => {
  expect(report).toMatchObject({ status: "completed", errorCount: 0 });
  expect(report?.accountCount).toBe(report?.plannedAccountCount);
  const { missing, doubled, areEqual } = compareFacts(calm, await copy.readFacts());
  expect({ missing, doubled, areEqual }).toEqual({ missing: 0, doubled: 0, areEqual: true });
  expect((await listNumberSeries(ctx)).every(({ isWhole }) => isWhole)).toBe(true);
};

describe("a biller that is killed", () => {
  it("page F4.3 at 43 % leaves a run that another ends, with nothing doubled and no gap", async () => {
    const calm = await billCalmly();
    const copy = await copies.copy();
    const ctx = copy.biller();
    const owner = postgres(copy.database.ownerUrl, { max: 1, onnotice: () => undefined });
    await slowDown(owner);
    const [seller] = await listSellers(ctx);
    const killed = startBiller(copy, seller?.id ?? "", 1);
    while ((await readProgress(owner)) < 0.43) await pause(20);
    process.kill(killed.pid, "SIGKILL");
    expect(await killed.said).toBe("");
    const done = await readProgress(owner);
    expect(done).toBeGreaterThanOrEqual(0.43);
    expect(done).toBeLessThan(1);

    await owner`drop trigger take_a_while on bill_run_amounts`;
    await owner`update bill_run_ranges set leased_until = clock_timestamp()`;
    await owner.end();
    const [report] = await billTheDay(ctx, { owner: "other", batchSize: 1 });
    await expectBilledOnce({ calm, copy, ctx, report });
    await copy.drop();
  }, 60_000);
});

describe("a biller that is stopped longer than its lease", () => {
  it("fault T4 writes nothing when it goes on: another has taken over, and the day is as if one had billed it alone", async () => {
    const calm = await billCalmly();
    const copy = await copies.copy();
    const ctx = copy.biller();
    const [seller] = await listSellers(ctx);
    const letPost = await holdPosting(copy);
    const stopped = startBiller(copy, seller?.id ?? "");
    while (!(await isBillerWaiting(ctx))) await pause(50);
    process.kill(stopped.pid, "SIGSTOP");
    await letPost();
    expect(await readRange(ctx)).toMatchObject({ fence: "1", is_leased: true });
    await pause(leaseSeconds * 1000);
    while ((await readRange(ctx))?.is_leased) await pause(100);

    // It waits for the accounts that the stopped one still holds, and bills them as soon as they are free.
    const takenOver = billTheDay(ctx, { owner: "other", batchSize: 2_000 });
    while ((await readRange(ctx))?.fence !== "2") await pause(50);
    process.kill(stopped.pid, "SIGCONT");
    expect(await stopped.said).toBe('{"said":"bill_run.stale_biller"}');

    const [report] = await takenOver;
    await expectBilledOnce({ calm, copy, ctx, report });
    await copy.drop();
  }, 90_000);
});
