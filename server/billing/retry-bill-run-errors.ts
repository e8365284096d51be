import { inTransaction, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import { type BilledAccounts, billAccounts } from "./bill-accounts";
import { listUnresolvedAccountIds, resolveErrors, saveErrors } from "./bill-run-errors-store";
import { addAmounts, listRanges } from "./bill-run-ranges-store";
import { getRun } from "./bill-runs-store";
import { loadBillingBasis, toFailure } from "./plan-accounts";

export type RetriedErrors = { readonly runId: string; readonly resolvedCount: number; readonly failedCount: number };

/** Tries only the accounts that failed, each by itself, and says how many are billed now. */
export const retryBillRunErrors = async (ctx: ServiceContext, runId: string): Promise<RetriedErrors> => {
  requirePermission(ctx.actor, "billing_runs:start");
  const run = await getRun(ctx, runId);
  const basis = await loadBillingBasis(ctx, { sellerId: run.sellerId, cutoffAt: run.cutoffAt, billRunId: run.id });
  const [range] = await listRanges(ctx, [run.id]);
  const accountIds = await listUnresolvedAccountIds(ctx, run.id);
  let resolvedCount = 0;
  for (const accountId of accountIds) {
    const billed = await inTransaction(ctx, async (inner) => {
      const result = await billAccounts(inner, basis, [accountId]);
      await saveErrors(inner, run.id, result.failures);
      if (isBilled(result)) await resolveErrors(inner, run.id, [accountId]);
      if (range) await addAmounts(inner, range, result.totals);
      await recordAudit(inner, { action: "billing_runs:retry", accountId, subjectIds: [run.id] });
      return isBilled(result);
    }).catch(async (error: unknown) => {
      await inTransaction(ctx, async (inner) => {
        await saveErrors(inner, run.id, [toFailure(accountId, error)]);
        await recordAudit(inner, { action: "billing_runs:retry", accountId, subjectIds: [run.id] });
      });
      return false;
    });
    if (billed) resolvedCount += 1;
  }
  return { runId: run.id, resolvedCount, failedCount: accountIds.length - resolvedCount };
};

// An account that has meanwhile been billed by another run has nothing due any more: that settles it too.
const isBilled = ({ failures, skippedAccountIds }: BilledAccounts): boolean =>
  failures.length === 0 && skippedAccountIds.length === 0;
