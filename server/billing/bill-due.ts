import { InvariantViolation } from "@/server/kernel";
import { inTransaction, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import { listDueSubscriptions } from "@/server/subscriptions";
import { billAccounts } from "./bill-accounts";
import { loadBillingBasis } from "./plan-accounts";
import { allBuckets } from "./plan-bill-run";
import { listAccountsWithDueLines } from "./waiting-lines-store";

const accountsMax = 500;

/**
 * Bills at once what is due of a seller with few accounts, as a run does it but with no run to show: for a story that is
 * played on a clock of its own. Answers with how many accounts it billed.
 */
export const billDue = (ctx: ServiceContext, sellerId: string): Promise<number> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(ctx.actor, "billing_runs:start");
    const page = { sellerId, limit: accountsMax, withoutAccountIds: [] };
    const due = await listDueSubscriptions(inner, { ...page, ...allBuckets, cutoffAt: ctx.now, after: null });
    const waiting = await listAccountsWithDueLines(inner, page);
    const accountIds = [...new Set([...due.map(({ accountId }) => accountId), ...waiting])].sort();
    if (accountIds.length === 0) return 0;
    const basis = await loadBillingBasis(inner, { sellerId, cutoffAt: ctx.now, billRunId: null });
    const { billedAccountIds, failures } = await billAccounts(inner, basis, accountIds);
    const [failure] = failures;
    if (failure) throw new InvariantViolation(`An account could not be billed: ${failure.message}`);
    await recordAudit(inner, { action: "billing_runs:bill_due", accountId: null, subjectIds: [...billedAccountIds] });
    return billedAccountIds.length;
  });
