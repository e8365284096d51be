import { dayInZone, type PlainDate } from "@/server/kernel";
import { emitAll, inTransaction, recordAudit, type ServiceContext } from "@/server/platform";
import { listSellers, type Seller } from "@/server/sellers";
import { listDueSubscriptions } from "@/server/subscriptions";
import { listAccountIdsBrokenOn } from "./bill-run-errors-store";
import { listAbandonedRanges, listRanges } from "./bill-run-ranges-store";
import { findRunningRun } from "./bill-runs-store";
import { billRunRangeOpened } from "./events";
import { type BillRunReport, getBillRun } from "./list-bill-runs";
import { allBuckets, type BillRunScope } from "./plan-bill-run";
import { startBillRun } from "./start-bill-run";
import { listAccountsWithDueLines } from "./waiting-lines-store";
import { workBillRun } from "./work-bill-run";

const waitForOthersMs = 250;

export type RunToCompletion = {
  readonly sellerId: string;
  readonly throughOn: PlainDate;
  readonly batchSize?: number;
  readonly owner: string;
};

/** Starts a run, or goes on with the one under way, and works it here until it is over. */
export const runBillRun = async (ctx: ServiceContext, input: RunToCompletion): Promise<BillRunReport> => {
  const { runId } = await workToTheEnd(ctx, input);
  return getBillRun(ctx, runId);
};

type Worked = { readonly runId: string; readonly accountCount: number };

const workToTheEnd = async (ctx: ServiceContext, { owner, ...scope }: RunToCompletion): Promise<Worked> => {
  const { runId } = await startBillRun(ctx, scope);
  let accountCount = 0;
  for (const { position } of await listRanges(ctx, [runId])) {
    for (;;) {
      const worked = await workBillRun(ctx, { runId, position, owner, budgetMs: 60_000 });
      accountCount += worked.accountCount;
      if (worked.state === "done") break;
      if (worked.state === "held_by_another") await new Promise((resolve) => setTimeout(resolve, waitForOthersMs));
    }
  }
  return { runId, accountCount };
};

/** Opens a run for each seller who has something due; the sweep that a schedule and the moving clock call. */
export const startDueBillRuns = async (ctx: ServiceContext): Promise<{ runIds: string[] }> => {
  const runIds: string[] = [];
  for (const seller of await listSellers(ctx)) {
    const scope = { sellerId: seller.id, throughOn: dayInZone(ctx.now, seller.timeZone) };
    if ((await findRunningRun(ctx, seller.id)) || !(await hasDue(ctx, scope))) continue;
    runIds.push((await startBillRun(ctx, scope)).runId);
  }
  return { runIds };
};

/**
 * The same, worked here until each run is over: what the moving clock and a script without workers call. Answers with
 * how many accounts were billed.
 */
export const runDueBillRuns = async (ctx: ServiceContext, owner: string): Promise<number> => {
  const sellers = await listSellers(ctx);
  const counts = await Promise.all(sellers.map((seller) => runDueOfSeller(ctx, seller, owner)));
  return counts.reduce((sum, count) => sum + count, 0);
};

const runDueOfSeller = async (ctx: ServiceContext, seller: Seller, owner: string): Promise<number> => {
  const scope = { sellerId: seller.id, throughOn: dayInZone(ctx.now, seller.timeZone) };
  const running = await findRunningRun(ctx, seller.id);
  const resumed = running
    ? await workToTheEnd(ctx, { sellerId: seller.id, throughOn: running.throughOn, owner })
    : { accountCount: 0 };
  const begun = (await hasDue(ctx, scope)) ? await workToTheEnd(ctx, { ...scope, owner }) : { accountCount: 0 };
  return resumed.accountCount + begun.accountCount;
};

// One that failed today waits for somebody, or for tomorrow: it opens no run by itself.
const hasDue = async (ctx: ServiceContext, scope: BillRunScope): Promise<boolean> => {
  const { sellerId } = scope;
  const withoutAccountIds = await listAccountIdsBrokenOn(ctx, scope);
  const page = { sellerId, cutoffAt: ctx.now, ...allBuckets, after: null, limit: 1, withoutAccountIds };
  const [due] = await listDueSubscriptions(ctx, page);
  if (due) return true;
  const [waiting] = await listAccountsWithDueLines(ctx, { sellerId, limit: 1, withoutAccountIds });
  return waiting !== undefined;
};

/** Calls again for billers where one was lost, so that a run goes on after whatever was killed. */
export const resumeBillRuns = async (ctx: ServiceContext): Promise<{ rangeCount: number }> => {
  const ranges = await listAbandonedRanges(ctx);
  if (ranges.length === 0) return { rangeCount: 0 };
  await inTransaction(ctx, async (inner) => {
    for (const { runId, position } of ranges) emitAll(inner, billRunRangeOpened, [`${runId}:${position}`]);
    await recordAudit(inner, {
      action: "billing_runs:resume",
      accountId: null,
      subjectIds: [...new Set(ranges.map(({ runId }) => runId))],
    });
  });
  return { rangeCount: ranges.length };
};
