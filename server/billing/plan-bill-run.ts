import { listAccountsToBill } from "@/server/accounts";
import { addDays, compareDays, DomainError, dayInZone, type PlainDate, startOfDay } from "@/server/kernel";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { type DueCursor, listDueSubscriptions } from "@/server/subscriptions";
import { loadDue, sumByCurrency } from "./bill-accounts";
import { findLastRun, type PlannedTotal } from "./bill-runs-store";
import { loadBillingBasis, planAccounts } from "./plan-accounts";

const pageSize = 2_000;
export const allBuckets = { bucketFrom: 0, bucketUntil: 1024 } as const;

export type BillRunScope = { readonly sellerId: string; readonly throughOn: PlainDate };

export type BillRunPlan = BillRunScope & {
  readonly cutoffAt: Date;
  readonly accountCount: number;
  readonly failureCount: number;
  readonly planned: readonly PlannedTotal[];
};

/** What a run through a day would post, planned as the run will do it, with nothing written and no number taken. */
export const planBillRun = async (ctx: ServiceContext, scope: BillRunScope): Promise<BillRunPlan> => {
  requirePermission(ctx.actor, "billing_runs:read");
  const cutoffAt = await checkScope(ctx, scope);
  const basis = await loadBillingBasis(ctx, { sellerId: scope.sellerId, cutoffAt, billRunId: null });
  const seen = new Set<string>();
  const totals = new Map<string, PlannedTotal>();
  let failureCount = 0;
  let after: DueCursor | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof listDueSubscriptions>> = await listDueSubscriptions(ctx, {
      ...scope,
      ...allBuckets,
      cutoffAt,
      after,
      limit: pageSize,
      withoutAccountIds: [],
    });
    const accountIds = [...new Set(page.map(({ accountId }) => accountId))].filter((id) => !seen.has(id));
    for (const id of accountIds) seen.add(id);
    const [accounts, due] = await Promise.all([listAccountsToBill(ctx, accountIds), loadDue(ctx, basis, accountIds)]);
    const { planned, failures } = planAccounts(ctx, basis, accounts, due);
    failureCount += failures.length;
    addTotals(totals, sumByCurrency(planned.flatMap(({ billing }) => billing.drafts)));
    after = page.at(-1) ?? null;
    if (page.length < pageSize) break;
  }
  const planned = [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
  return { ...scope, cutoffAt, accountCount: seen.size, failureCount, planned };
};

const addTotals = (totals: Map<string, PlannedTotal>, more: readonly PlannedTotal[]): void => {
  for (const { currency, invoiceCount, totalMinor } of more) {
    const before = totals.get(currency) ?? { invoiceCount: 0, totalMinor: 0n };
    totals.set(currency, {
      currency,
      invoiceCount: before.invoiceCount + invoiceCount,
      totalMinor: before.totalMinor + totalMinor,
    });
  }
};

/** The instant by which a billing day must have begun: now, or the end of the through day in the seller's zone. */
export const checkScope = async (ctx: ServiceContext, { sellerId, throughOn }: BillRunScope): Promise<Date> => {
  const seller = (await listSellers(ctx)).find(({ id }) => id === sellerId);
  if (!seller)
    throw new DomainError("not_found", "seller.not_found", "There is no such seller.", { field: "sellerId" });
  const today = dayInZone(ctx.now, seller.timeZone);
  if (compareDays(throughOn, today) > 0) {
    throw new DomainError(
      "invalid_input",
      "bill_run.day_to_come",
      `At ${seller.legalName} it is ${today}. Choose that day or an earlier one.`,
      { field: "throughOn", today },
    );
  }
  const last = await findLastRun(ctx, sellerId);
  if (last && compareDays(throughOn, last.throughOn) < 0) {
    throw new DomainError(
      "invalid_input",
      "bill_run.day_before_last",
      `The last run went through ${last.throughOn}. Choose that day or a later one.`,
      { field: "throughOn", last: last.throughOn },
    );
  }
  const dayEnd = startOfDay(addDays(throughOn, 1), seller.timeZone);
  return dayEnd.getTime() <= ctx.now.getTime() ? new Date(dayEnd.getTime() - 1) : ctx.now;
};
