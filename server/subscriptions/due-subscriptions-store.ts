import { and, asc, eq, gt, gte, inArray, lt, lte, notInArray, sql } from "drizzle-orm";
import { subscriptions } from "@/db/schema/subscriptions";
import type { ServiceContext } from "@/server/platform";
import { type StoredLife, toLives } from "./load-lives";

export type DueCursor = { readonly billAt: Date; readonly bucket: number; readonly id: string };

export type DuePage = {
  readonly sellerId: string;
  readonly cutoffAt: Date;
  readonly bucketFrom: number;
  readonly bucketUntil: number;
  readonly after: DueCursor | null;
  readonly limit: number;
  readonly withoutAccountIds: readonly string[];
};

export type DueSubscription = DueCursor & { readonly accountId: string };

const isDue = (sellerId: string, cutoffAt: Date) =>
  and(eq(subscriptions.sellerId, sellerId), lte(subscriptions.billAt, cutoffAt));

/** Subscriptions whose billing day has begun, a page at a time in the order of their index. */
export const listDueSubscriptions = async (ctx: ServiceContext, page: DuePage): Promise<DueSubscription[]> => {
  const { after } = page;
  const rows = await ctx.db
    .select({
      id: subscriptions.id,
      accountId: subscriptions.accountId,
      bucket: subscriptions.bucket,
      billAt: subscriptions.billAt,
    })
    .from(subscriptions)
    .where(
      and(
        isDue(page.sellerId, page.cutoffAt),
        gte(subscriptions.bucket, page.bucketFrom),
        lt(subscriptions.bucket, page.bucketUntil),
        page.withoutAccountIds.length > 0
          ? notInArray(subscriptions.accountId, [...page.withoutAccountIds])
          : undefined,
        after
          ? sql`(${subscriptions.billAt}, ${subscriptions.bucket}, ${subscriptions.id})
              > (${after.billAt.toISOString()}::timestamptz, ${after.bucket}::smallint, ${after.id}::text)`
          : undefined,
      ),
    )
    .orderBy(asc(subscriptions.billAt), asc(subscriptions.bucket), asc(subscriptions.id))
    .limit(page.limit);
  return rows.flatMap((row) => (row.billAt ? [{ ...row, billAt: row.billAt }] : []));
};

/** Everything due of these accounts as it is now: read after the accounts are locked. */
export const loadDueLives = async (
  ctx: ServiceContext,
  due: { readonly sellerId: string; readonly cutoffAt: Date; readonly accountIds: readonly string[] },
): Promise<StoredLife[]> => {
  if (due.accountIds.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(subscriptions)
    .where(and(isDue(due.sellerId, due.cutoffAt), inArray(subscriptions.accountId, [...due.accountIds])))
    .orderBy(asc(subscriptions.id));
  return toLives(ctx, rows);
};

/** The next billing day after now; what is due already is not it. */
export const findNextBillAt = async (ctx: ServiceContext, sellerId: string): Promise<Date | null> => {
  const [row] = await ctx.db
    .select({ billAt: subscriptions.billAt })
    .from(subscriptions)
    .where(and(eq(subscriptions.sellerId, sellerId), gt(subscriptions.billAt, ctx.now)))
    .orderBy(asc(subscriptions.billAt))
    .limit(1);
  return row?.billAt ?? null;
};
