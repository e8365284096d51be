import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { billRunErrors, billRuns } from "@/db/schema/billing";
import type { PlainDate } from "@/server/kernel";
import type { ServiceContext, TransactionContext } from "@/server/platform";

export type BillRunError = {
  readonly accountId: string;
  readonly reason: string;
  readonly message: string;
  readonly attempts: number;
  readonly recordedAt: Date;
  readonly resolvedAt: Date | null;
};

export const listErrors = async (ctx: ServiceContext, runId: string): Promise<BillRunError[]> =>
  ctx.db
    .select({
      accountId: billRunErrors.accountId,
      reason: billRunErrors.reason,
      message: billRunErrors.message,
      attempts: billRunErrors.attempts,
      recordedAt: billRunErrors.recordedAt,
      resolvedAt: billRunErrors.resolvedAt,
    })
    .from(billRunErrors)
    .where(eq(billRunErrors.runId, runId))
    .orderBy(asc(billRunErrors.recordedAt), asc(billRunErrors.accountId));

export const listUnresolvedAccountIds = async (ctx: ServiceContext, runId: string): Promise<string[]> => {
  const rows = await ctx.db
    .select({ accountId: billRunErrors.accountId })
    .from(billRunErrors)
    .where(and(eq(billRunErrors.runId, runId), isNull(billRunErrors.resolvedAt)));
  return rows.map((row) => row.accountId);
};

/** Accounts that a run through this day could not bill, and that nobody has billed since. */
export const listAccountIdsBrokenOn = async (
  ctx: ServiceContext,
  { sellerId, throughOn }: { readonly sellerId: string; readonly throughOn: PlainDate },
): Promise<string[]> => {
  const rows = await ctx.db
    .select({ accountId: billRunErrors.accountId })
    .from(billRunErrors)
    .innerJoin(billRuns, eq(billRuns.id, billRunErrors.runId))
    .where(and(eq(billRuns.sellerId, sellerId), eq(billRuns.throughOn, throughOn), isNull(billRunErrors.resolvedAt)));
  return rows.map((row) => row.accountId);
};

export const countErrors = async (ctx: ServiceContext, runIds: readonly string[]): Promise<Map<string, number>> => {
  const rows = await ctx.db
    .select({ runId: billRunErrors.runId, count: sql<number>`count(*)::int` })
    .from(billRunErrors)
    .where(and(inArray(billRunErrors.runId, [...runIds]), isNull(billRunErrors.resolvedAt)))
    .groupBy(billRunErrors.runId);
  return new Map(rows.map(({ runId, count }) => [runId, count]));
};

export type AccountFailure = { readonly accountId: string; readonly reason: string; readonly message: string };

export const saveErrors = async (
  ctx: TransactionContext,
  runId: string,
  failures: readonly AccountFailure[],
): Promise<void> => {
  if (failures.length === 0) return;
  await ctx.db
    .insert(billRunErrors)
    .values(failures.map((failure) => ({ ...failure, runId })))
    .onConflictDoUpdate({
      target: [billRunErrors.runId, billRunErrors.accountId],
      set: {
        reason: sql`excluded.reason`,
        message: sql`excluded.message`,
        attempts: sql`${billRunErrors.attempts} + 1`,
        recordedAt: sql`clock_timestamp()`,
        resolvedAt: null,
      },
    });
};

export const resolveErrors = async (
  ctx: TransactionContext,
  runId: string,
  accountIds: readonly string[],
): Promise<void> => {
  if (accountIds.length === 0) return;
  await ctx.db
    .update(billRunErrors)
    .set({ resolvedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(billRunErrors.runId, runId),
        inArray(billRunErrors.accountId, [...accountIds]),
        isNull(billRunErrors.resolvedAt),
      ),
    );
};
