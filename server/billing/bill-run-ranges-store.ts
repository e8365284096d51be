import { and, asc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { billRunAmounts, billRunRanges, billRuns } from "@/db/schema/billing";
import { DomainError } from "@/server/kernel";
import { insertRows, type ServiceContext, type TransactionContext } from "@/server/platform";
import type { PlannedTotal } from "./bill-runs-store";

export type BucketRange = { readonly position: number; readonly bucketFrom: number; readonly bucketUntil: number };

export const insertRanges = (ctx: TransactionContext, runId: string, ranges: readonly BucketRange[]): Promise<void> =>
  insertRows(
    ctx,
    billRunRanges,
    ranges.map((range) => ({ ...range, runId, fence: 0n, batchCount: 0, accountCount: 0 })),
  );

export type BillRunRange = BucketRange & {
  readonly runId: string;
  readonly batchCount: number;
  readonly accountCount: number;
  readonly doneAt: Date | null;
};

export const listRanges = (ctx: ServiceContext, runIds: readonly string[]): Promise<BillRunRange[]> =>
  ctx.db
    .select({
      runId: billRunRanges.runId,
      position: billRunRanges.position,
      bucketFrom: billRunRanges.bucketFrom,
      bucketUntil: billRunRanges.bucketUntil,
      batchCount: billRunRanges.batchCount,
      accountCount: billRunRanges.accountCount,
      doneAt: billRunRanges.doneAt,
    })
    .from(billRunRanges)
    .where(inArray(billRunRanges.runId, [...runIds]))
    .orderBy(asc(billRunRanges.runId), asc(billRunRanges.position));

export type PostedTotal = PlannedTotal & { readonly runId: string };

export const listPostedTotals = (ctx: ServiceContext, runIds: readonly string[]): Promise<PostedTotal[]> =>
  ctx.db
    .select({
      runId: billRunAmounts.runId,
      currency: billRunAmounts.currency,
      invoiceCount: sql<number>`sum(${billRunAmounts.invoiceCount})::int`,
      totalMinor: sql<bigint>`sum(${billRunAmounts.totalMinor})`.mapWith((text: string) => BigInt(text)),
    })
    .from(billRunAmounts)
    .where(inArray(billRunAmounts.runId, [...runIds]))
    .groupBy(billRunAmounts.runId, billRunAmounts.currency)
    .orderBy(asc(billRunAmounts.currency));

export const leaseSeconds = 15;

const leaseEnd = sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})`;

const isAt = (runId: string, position: number) =>
  and(eq(billRunRanges.runId, runId), eq(billRunRanges.position, position));

/** Takes a range that nobody works, under a higher fence; null when another biller has it or it is done. */
export const takeRange = async (
  ctx: ServiceContext,
  range: { readonly runId: string; readonly position: number; readonly owner: string },
): Promise<{ readonly fence: bigint; readonly bucketFrom: number; readonly bucketUntil: number } | null> => {
  const [row] = await ctx.db
    .update(billRunRanges)
    .set({ fence: sql`${billRunRanges.fence} + 1`, owner: range.owner, leasedUntil: leaseEnd })
    .where(
      and(
        isAt(range.runId, range.position),
        isNull(billRunRanges.doneAt),
        or(isNull(billRunRanges.leasedUntil), lt(billRunRanges.leasedUntil, sql`clock_timestamp()`)),
      ),
    )
    .returning();
  return row ?? null;
};

export type Fenced = { readonly runId: string; readonly position: number; readonly fence: bigint };

const staleBiller = () =>
  new DomainError("conflict", "bill_run.stale_biller", "Another biller has taken this range over.");

/** Says in the batch's own transaction what was done, and refuses it whole when the range has been taken over. */
export const checkpoint = async (
  ctx: TransactionContext,
  { runId, position, fence }: Fenced,
  accountCount: number,
): Promise<void> => {
  const changed = await ctx.db
    .update(billRunRanges)
    .set({
      batchCount: sql`${billRunRanges.batchCount} + 1`,
      accountCount: sql`${billRunRanges.accountCount} + ${accountCount}`,
      leasedUntil: leaseEnd,
    })
    .where(and(isAt(runId, position), eq(billRunRanges.fence, fence), isNull(billRunRanges.doneAt)))
    .returning({ position: billRunRanges.position });
  if (changed.length === 0) throw staleBiller();
};

export const addAmounts = async (
  ctx: TransactionContext,
  { runId, position }: Pick<Fenced, "runId" | "position">,
  totals: readonly PlannedTotal[],
): Promise<void> => {
  if (totals.length === 0) return;
  await ctx.db
    .insert(billRunAmounts)
    .values(totals.map((total) => ({ ...total, runId, position })))
    .onConflictDoUpdate({
      target: [billRunAmounts.runId, billRunAmounts.position, billRunAmounts.currency],
      set: {
        invoiceCount: sql`${billRunAmounts.invoiceCount} + excluded.invoice_count`,
        totalMinor: sql`${billRunAmounts.totalMinor} + excluded.total_minor`,
      },
    });
};

export const releaseRange = async (ctx: ServiceContext, { runId, position, fence }: Fenced): Promise<void> => {
  await ctx.db
    .update(billRunRanges)
    .set({ owner: null, leasedUntil: null })
    .where(and(isAt(runId, position), eq(billRunRanges.fence, fence), isNull(billRunRanges.doneAt)));
};

/** Ends the range, and with the last of them the run; answers whether the run is over. */
export const finishRange = async (ctx: TransactionContext, { runId, position, fence }: Fenced): Promise<boolean> => {
  await ctx.db.select({ id: billRuns.id }).from(billRuns).where(eq(billRuns.id, runId)).for("no key update");
  const changed = await ctx.db
    .update(billRunRanges)
    .set({ doneAt: sql`clock_timestamp()`, owner: null, leasedUntil: null })
    .where(and(isAt(runId, position), eq(billRunRanges.fence, fence), isNull(billRunRanges.doneAt)))
    .returning({ position: billRunRanges.position });
  if (changed.length === 0) throw staleBiller();
  const [open] = await ctx.db
    .select({ position: billRunRanges.position })
    .from(billRunRanges)
    .where(and(eq(billRunRanges.runId, runId), isNull(billRunRanges.doneAt)))
    .limit(1);
  if (open) return false;
  await ctx.db
    .update(billRuns)
    .set({ status: "completed", completedAt: ctx.now, endedAt: sql`clock_timestamp()` })
    .where(and(eq(billRuns.id, runId), eq(billRuns.status, "running")));
  return true;
};

/** Ranges of running runs that nobody works any more. */
export const listAbandonedRanges = async (ctx: ServiceContext): Promise<{ runId: string; position: number }[]> =>
  ctx.db
    .select({ runId: billRunRanges.runId, position: billRunRanges.position })
    .from(billRunRanges)
    .innerJoin(billRuns, eq(billRuns.id, billRunRanges.runId))
    .where(
      and(
        eq(billRuns.status, "running"),
        isNull(billRunRanges.doneAt),
        or(isNull(billRunRanges.leasedUntil), lt(billRunRanges.leasedUntil, sql`clock_timestamp()`)),
      ),
    )
    .orderBy(asc(billRunRanges.runId), asc(billRunRanges.position));
