import { lockFreeAccounts } from "@/server/accounts";
import { postInvoices } from "@/server/invoices";
import { computeInvoiceTotals, type InvoiceDraft } from "@/server/invoices/core";
import type { ServiceContext, TransactionContext } from "@/server/platform";
import { loadDueLives } from "@/server/subscriptions";
import type { AccountFailure } from "./bill-run-errors-store";
import type { PlannedTotal } from "./bill-runs-store";
import { ratePlanIn } from "./core";
import type { LifeWithBilled } from "./load-billed-services";
import { meetPolicies } from "./meet-policies";
import { type BillingBasis, type DueOfAccounts, type PlannedAccount, planAccounts, takeUpLives } from "./plan-accounts";
import { type BilledOn, saveBilledLives } from "./save-billed-lives";
import { deleteWaitingLines, insertWaitingLines, loadWaitingLines } from "./waiting-lines-store";

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
  const due = await loadDue(ctx, basis, lockedIds);
  const withDue = new Set([...due.lives.map(({ stored }) => stored.accountId), ...due.waiting.keys()]);
  const { planned, failures } = planAccounts(
    ctx,
    basis,
    locked.filter(({ account }) => withDue.has(account.id)),
    due,
  );
  const drafts = planned.flatMap(({ billing }) => billing.drafts);
  await postInvoices(ctx, drafts);
  await savePlanned(ctx, basis, planned, due);
  const taken = new Set<string>(lockedIds);
  return {
    billedAccountIds: planned.map(({ accountId }) => accountId),
    skippedAccountIds: accountIds.filter((id) => !taken.has(id)),
    failures,
    totals: sumByCurrency(drafts),
  };
};

/** Everything due of accounts of a run's seller, with what waits for a document. */
export const loadDue = async (
  ctx: ServiceContext,
  basis: BillingBasis,
  accountIds: readonly string[],
): Promise<DueOfAccounts> => {
  const sellerId = basis.seller.id;
  const [lives, waiting] = await Promise.all([
    loadDueLives(ctx, { sellerId, cutoffAt: basis.cutoffAt, accountIds }),
    loadWaitingLines(ctx, { sellerId, accountIds }, (ids) => meetPolicies(ctx, basis.policies, ids)),
  ]);
  return { lives: await takeUpLives(ctx, basis, lives), waiting };
};

const savePlanned = async (
  ctx: TransactionContext,
  basis: BillingBasis,
  planned: readonly PlannedAccount[],
  due: DueOfAccounts,
): Promise<void> => {
  const taken = new Map<string, LifeWithBilled>(due.lives.map((one) => [one.stored.id, one]));
  const billed = planned.flatMap(({ billing }) =>
    billing.advances.flatMap(({ subscriptionId, life, lines, nextDue }): BilledOn[] => {
      const of = taken.get(subscriptionId);
      return of ? [{ stored: of.stored, before: of.life, life, lines, nextDue }] : [];
    }),
  );
  await saveBilledLives(ctx, billed, { ratePlanOf: ratePlanIn(basis.sold), orderId: null });
  const toWait = planned.flatMap(({ accountId, billing }) =>
    billing.toWait.map((one) => ({
      ...one,
      accountId,
      sellerId: basis.seller.id,
      waitsFor: "other_lines" as const,
    })),
  );
  await insertWaitingLines(ctx, toWait);
  await deleteWaitingLines(
    ctx,
    planned.flatMap(({ billing }) => billing.takenWaitingIds),
  );
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
