import { and, asc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import { revenueProgress, revenueRecognitions, revenueSchedules } from "@/db/schema/revenue";
import type { PlainDate } from "@/server/kernel";
import { insertRows, type ServiceContext, type TransactionContext } from "@/server/platform";

export type Schedule = {
  readonly lineId: string;
  readonly accountId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly revenueAccount: string;
  readonly serviceStartOn: PlainDate;
  readonly serviceEndOn: PlainDate;
  readonly policyId: number;
  readonly recognizableUntilOn: PlainDate;
};

export type SchedulePage = {
  readonly sellerId: string;
  /** The first day of the first month that was not recognized yet. */
  readonly from: PlainDate;
  /** The day after the last day of the month to recognize. */
  readonly until: PlainDate;
  readonly after: Pick<Schedule, "recognizableUntilOn" | "lineId"> | null;
  readonly limit: number;
};

/** Schedules that may have a part of these months, in the order of their index. */
export const listSchedules = async (ctx: ServiceContext, page: SchedulePage): Promise<Schedule[]> => {
  const { after } = page;
  const rows = await ctx.db
    .select()
    .from(revenueSchedules)
    .where(
      and(
        eq(revenueSchedules.sellerId, page.sellerId),
        gt(revenueSchedules.recognizableUntilOn, page.from),
        lt(revenueSchedules.serviceStartOn, page.until),
        after
          ? sql`(${revenueSchedules.recognizableUntilOn}, ${revenueSchedules.lineId})
              > (${after.recognizableUntilOn}::date, ${after.lineId}::text)`
          : undefined,
      ),
    )
    .orderBy(asc(revenueSchedules.recognizableUntilOn), asc(revenueSchedules.lineId))
    .limit(page.limit);
  return rows.map(toSchedule);
};

const toSchedule = (row: typeof revenueSchedules.$inferSelect): Schedule => ({
  ...row,
  serviceStartOn: row.serviceStartOn as PlainDate,
  serviceEndOn: row.serviceEndOn as PlainDate,
  recognizableUntilOn: row.recognizableUntilOn as PlainDate,
});

/** The schedules of the lines of a document. */
export const listSchedulesOfDocument = async (ctx: ServiceContext, documentId: string): Promise<Schedule[]> => {
  const rows = await ctx.db.select().from(revenueSchedules).where(eq(revenueSchedules.documentId, documentId));
  return rows.map(toSchedule);
};

/** `line|month` of what is recognized already. */
export const listRecognizedKeys = async (ctx: ServiceContext, lineIds: readonly string[]): Promise<Set<string>> => {
  if (lineIds.length === 0) return new Set();
  const rows = await ctx.db
    .select({ lineId: revenueRecognitions.lineId, month: revenueRecognitions.month })
    .from(revenueRecognitions)
    .where(inArray(revenueRecognitions.lineId, [...lineIds]));
  return new Set(rows.map(({ lineId, month }) => `${lineId}|${month}`));
};

export const insertRecognitions = (
  ctx: TransactionContext,
  rows: readonly (typeof revenueRecognitions.$inferInsert)[],
): Promise<void> => insertRows(ctx, revenueRecognitions, rows);

/** Takes the seller's progress for this transaction, so that a month is recognized by one at a time. */
export const lockProgress = async (ctx: TransactionContext, sellerId: string): Promise<string> => {
  await ctx.db.insert(revenueProgress).values({ sellerId, recognizedThroughMonth: "" }).onConflictDoNothing();
  const [row] = await ctx.db.select().from(revenueProgress).where(eq(revenueProgress.sellerId, sellerId)).for("update");
  return row?.recognizedThroughMonth ?? "";
};

export const findProgress = async (ctx: ServiceContext, sellerId: string): Promise<string> => {
  const [row] = await ctx.db.select().from(revenueProgress).where(eq(revenueProgress.sellerId, sellerId));
  return row?.recognizedThroughMonth ?? "";
};

export const saveProgress = async (ctx: TransactionContext, sellerId: string, month: string): Promise<void> => {
  await ctx.db
    .update(revenueProgress)
    .set({ recognizedThroughMonth: month })
    .where(eq(revenueProgress.sellerId, sellerId));
};
