import { and, desc, eq, lt } from "drizzle-orm";
import { billRuns } from "@/db/schema/billing";
import { DomainError, type PlainDate } from "@/server/kernel";
import type { ServiceContext, TransactionContext } from "@/server/platform";

export type PlannedTotal = { readonly currency: string; readonly invoiceCount: number; readonly totalMinor: bigint };

export type BillRun = {
  readonly id: string;
  readonly sellerId: string;
  readonly throughOn: PlainDate;
  readonly cutoffAt: Date;
  readonly batchSize: number;
  readonly planned: readonly PlannedTotal[];
  readonly plannedAccountCount: number;
  readonly status: "running" | "completed";
  readonly startedByKind: string;
  readonly startedById: string;
  readonly startedAt: Date;
  readonly completedAt: Date | null;
  readonly recordedAt: Date;
  readonly endedAt: Date | null;
};

const toBillRun = (row: typeof billRuns.$inferSelect): BillRun => ({
  ...row,
  throughOn: row.throughOn as PlainDate,
  planned: row.planned.map(({ currency, invoiceCount, totalMinor }) => ({
    currency,
    invoiceCount,
    totalMinor: BigInt(totalMinor),
  })),
});

export type NewBillRun = Omit<BillRun, "status" | "completedAt" | "recordedAt" | "endedAt">;

export const insertBillRun = async (ctx: TransactionContext, run: NewBillRun): Promise<void> => {
  const planned = run.planned.map(({ currency, invoiceCount, totalMinor }) => ({
    currency,
    invoiceCount,
    totalMinor: totalMinor.toString(),
  }));
  await ctx.db.insert(billRuns).values({ ...run, planned, status: "running" });
};

export const getRun = async (ctx: ServiceContext, id: string): Promise<BillRun> => {
  const [row] = await ctx.db.select().from(billRuns).where(eq(billRuns.id, id));
  if (!row) throw new DomainError("not_found", "bill_run.not_found", "There is no such bill run.");
  return toBillRun(row);
};

export const findRunningRun = async (ctx: ServiceContext, sellerId: string): Promise<BillRun | null> => {
  const [row] = await ctx.db
    .select()
    .from(billRuns)
    .where(and(eq(billRuns.sellerId, sellerId), eq(billRuns.status, "running")));
  return row ? toBillRun(row) : null;
};

export const findLastRun = async (ctx: ServiceContext, sellerId: string): Promise<BillRun | null> => {
  const [row] = await ctx.db
    .select()
    .from(billRuns)
    .where(eq(billRuns.sellerId, sellerId))
    .orderBy(desc(billRuns.throughOn), desc(billRuns.id))
    .limit(1);
  return row ? toBillRun(row) : null;
};
export const listRuns = async (
  ctx: ServiceContext,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<BillRun[]> => {
  const rows = await ctx.db
    .select()
    .from(billRuns)
    .where(before ? lt(billRuns.id, before) : undefined)
    .orderBy(desc(billRuns.id))
    .limit(limit);
  return rows.map(toBillRun);
};
