import { groupBy } from "@/server/kernel";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { type BillRunError, countErrors, listErrors } from "./bill-run-errors-store";
import { type BillRunRange, listPostedTotals, listRanges } from "./bill-run-ranges-store";
import { type BillRun, getRun, listRuns, type PlannedTotal } from "./bill-runs-store";

export type BillRunReport = BillRun & {
  readonly accountCount: number;
  readonly errorCount: number;
  readonly amounts: readonly PlannedTotal[];
  readonly ranges: readonly BillRunRange[];
};

export const getBillRun = async (ctx: ServiceContext, runId: string): Promise<BillRunReport> => {
  requirePermission(ctx.actor, "billing_runs:read");
  const run = await getRun(ctx, runId);
  const [report] = await withProgress(ctx, [run]);
  return report ?? { ...run, accountCount: 0, errorCount: 0, amounts: [], ranges: [] };
};

/** Newest first; `before` is the id of the last one seen. */
export const listBillRuns = async (
  ctx: ServiceContext,
  page: { readonly before?: string | null; readonly limit: number },
): Promise<BillRunReport[]> => {
  requirePermission(ctx.actor, "billing_runs:read");
  return withProgress(ctx, await listRuns(ctx, { before: page.before ?? null, limit: page.limit }));
};

export const listBillRunErrors = (ctx: ServiceContext, runId: string): Promise<BillRunError[]> => {
  requirePermission(ctx.actor, "billing_runs:read");
  return listErrors(ctx, runId);
};

const withProgress = async (ctx: ServiceContext, runs: readonly BillRun[]): Promise<BillRunReport[]> => {
  if (runs.length === 0) return [];
  const ids = runs.map(({ id }) => id);
  const [ranges, totals, errors] = await Promise.all([
    listRanges(ctx, ids),
    listPostedTotals(ctx, ids),
    countErrors(ctx, ids),
  ]);
  const rangesByRun = groupBy(ranges, ({ runId }) => runId);
  const totalsByRun = groupBy(totals, ({ runId }) => runId);
  return runs.map((run) => {
    const own = rangesByRun.get(run.id) ?? [];
    return {
      ...run,
      accountCount: own.reduce((sum, range) => sum + range.accountCount, 0),
      errorCount: errors.get(run.id) ?? 0,
      amounts: totalsByRun.get(run.id) ?? [],
      ranges: own,
    };
  });
};
