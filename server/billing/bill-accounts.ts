import { lockFreeAccounts } from "@/server/accounts";
import { postInvoices } from "@/server/invoices";
import { computeInvoiceTotals, type InvoiceDraft } from "@/server/invoices/core";
import type { TransactionContext } from "@/server/platform";
import { advanceSubscriptions, listDueSubscriptionsOfAccounts } from "@/server/subscriptions";
import type { AccountFailure } from "./bill-run-errors-store";
import type { PlannedTotal } from "./bill-runs-store";
import { type BillingBasis, planAccounts } from "./plan-accounts";

export type BilledAccounts = {
  readonly billedAccountIds: readonly string[];
  /** Held by another transaction at this moment: they are for another pass. */
  readonly skippedAccountIds: readonly string[];
  readonly failures: readonly AccountFailure[];
  readonly totals: readonly PlannedTotal[];
};

/**
 * Bills everything due of these accounts in the transaction that is open: locks the accounts that nobody else holds,
 * plans from what is stored now, posts, and writes how far each subscription is billed. Asked again it finds nothing.
 */
export const billAccounts = async (
  ctx: TransactionContext,
  basis: BillingBasis,
  accountIds: readonly string[],
): Promise<BilledAccounts> => {
  const locked = await lockFreeAccounts(ctx, accountIds);
  const lockedIds = locked.map(({ account }) => account.id);
  const due = await listDueSubscriptionsOfAccounts(ctx, {
    sellerId: basis.seller.id,
    cutoffAt: basis.cutoffAt,
    accountIds: lockedIds,
  });
  const withDue = new Set(due.map(({ accountId }) => accountId));
  const { planned, failures } = planAccounts(
    ctx,
    basis,
    locked.filter(({ account }) => withDue.has(account.id)),
    due,
  );
  const drafts = planned.flatMap(({ billing }) => billing.drafts);
  await postInvoices(ctx, drafts);
  const advances = planned.flatMap(({ billing }) => billing.advances);
  await advanceSubscriptions(
    ctx,
    advances.map(({ subscriptionId, chargedThroughOn, billAt }) => ({ id: subscriptionId, chargedThroughOn, billAt })),
    advances.flatMap(({ charges }) => charges),
  );
  const taken = new Set<string>(lockedIds);
  return {
    billedAccountIds: planned.map(({ accountId }) => accountId),
    skippedAccountIds: accountIds.filter((id) => !taken.has(id)),
    failures,
    totals: sumByCurrency(drafts),
  };
};

export const sumByCurrency = (drafts: readonly InvoiceDraft[]): PlannedTotal[] => {
  const totals = new Map<string, PlannedTotal>();
  for (const draft of drafts) {
    const { invoiceCount, totalMinor } = totals.get(draft.currency) ?? { invoiceCount: 0, totalMinor: 0n };
    totals.set(draft.currency, {
      currency: draft.currency,
      invoiceCount: invoiceCount + 1,
      totalMinor: totalMinor + computeInvoiceTotals(draft).totalMinor,
    });
  }
  return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
};
