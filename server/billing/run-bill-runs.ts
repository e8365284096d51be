import { dayInZone, type PlainDate } from "@/server/kernel";
import { emitAll, inTransaction, recordAudit, type ServiceContext } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { listDueSubscriptions } from "@/server/subscriptions";
import { listAccountIdsBrokenOn } from "./bill-run-errors-store";
import { listAbandonedRanges, listRanges } from "./bill-run-ranges-store";
import { findRunningRun } from "./bill-runs-store";
import { billRunRangeOpened } from "./events";
import { type BillRunReport, getBillRun } from "./list-bill-runs";
import { allBuckets, type BillRunScope } from "./plan-bill-run";
import { startBillRun } from "./start-bill-run";
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
  const { owner, ...scope } = input;
  const { runId } = await startBillRun(ctx, scope);
  for (const { position } of await listRanges(ctx, [runId])) {
    for (;;) {
      const { state } = await workBillRun(ctx, { runId, position, owner, budgetMs: 60_000 });
      if (state === "done") break;
      if (state === "held_by_another") await new Promise((resolve) => setTimeout(resolve, waitForOthersMs));
    }
  }
  return getBillRun(ctx, runId);
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

/** The same, worked here until each run is over: what the moving clock and a script without workers call. */
export const runDueBillRuns = async (ctx: ServiceContext, owner: string): Promise<BillRunReport[]> => {
  const reports: BillRunReport[] = [];
  for (const seller of await listSellers(ctx)) {
    const scope = { sellerId: seller.id, throughOn: dayInZone(ctx.now, seller.timeZone) };
    const running = await findRunningRun(ctx, seller.id);
    if (running) reports.push(await runBillRun(ctx, { sellerId: seller.id, throughOn: running.throughOn, owner }));
    if (await hasDue(ctx, scope)) reports.push(await runBillRun(ctx, { ...scope, owner }));
  }
  return reports;
};

// One that failed today waits for somebody, or for tomorrow: it opens no run by itself.
const hasDue = async (ctx: ServiceContext, scope: BillRunScope): Promise<boolean> => {
  const [due] = await listDueSubscriptions(ctx, {
    sellerId: scope.sellerId,
    cutoffAt: ctx.now,
    ...allBuckets,
    after: null,
    limit: 1,
    withoutAccountIds: await listAccountIdsBrokenOn(ctx, scope),
  });
  return due !== undefined;
};

/** Calls again for billers where one was lost, so that a run goes on after whatever was killed. */
export const resumeBillRuns = async (ctx: ServiceContext): Promise<{ rangeCount: number }> => {
  const ranges = await listAbandonedRanges(ctx);
  if (ranges.length === 0) return { rangeCount: 0 };
  await inTransaction(ctx, async (inner) => {
    for (const { runId, position } of ranges) await emitAll(inner, billRunRangeOpened, [`${runId}:${position}`]);
    await recordAudit(inner, {
      action: "billing_runs:resume",
      accountId: null,
      subjectIds: [...new Set(ranges.map(({ runId }) => runId))],
    });
  });
  return { rangeCount: ranges.length };
};
