import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { subscriptions } from "@/db/schema/subscriptions";
import type { ServiceContext, TransactionContext } from "@/server/platform";

const endAt = sql<Date | null>`(${subscriptions.endOn}::timestamp at time zone ${subscriptions.timeZone})`;

const isEnding = and(eq(subscriptions.status, "active"), isNotNull(subscriptions.endOn));

/** Agreements whose last day is over in their own zone and that still read as active, a page at a time. */
export const listEndedSubscriptions = (
  ctx: ServiceContext,
  limit: number,
): Promise<{ id: string; accountId: string }[]> =>
  ctx.db
    .select({ id: subscriptions.id, accountId: subscriptions.accountId })
    .from(subscriptions)
    .where(and(isEnding, sql`${endAt} <= ${ctx.now.toISOString()}::timestamptz`))
    .orderBy(asc(subscriptions.accountId), asc(subscriptions.id))
    .limit(limit);

export const setExpired = async (ctx: TransactionContext, ids: readonly string[]): Promise<void> => {
  await ctx.db
    .update(subscriptions)
    .set({ status: "expired", billAt: null, version: sql`${subscriptions.version} + 1` })
    .where(inArray(subscriptions.id, [...ids]));
};

export const findNextEndAt = async (ctx: ServiceContext): Promise<Date | null> => {
  const [row] = await ctx.db
    .select({ at: sql<string | null>`min(${endAt})` })
    .from(subscriptions)
    .where(isEnding);
  return row?.at ? new Date(row.at) : null;
};
