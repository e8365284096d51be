import { and, asc, eq, gt, gte, inArray, lt, lte, notInArray, sql } from "drizzle-orm";
import { subscriptionCharges, subscriptions } from "@/db/schema/subscriptions";
import type { PlainDate } from "@/server/kernel";
import type { ServiceContext, TransactionContext } from "@/server/platform";
import { type Subscription, withCharges } from "./subscriptions-store";

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
  and(eq(subscriptions.sellerId, sellerId), eq(subscriptions.status, "active"), lte(subscriptions.billAt, cutoffAt));

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

/** Everything due of these accounts, with charges, as it is now: read after the accounts are locked. */
export const listDueSubscriptionsOfAccounts = async (
  ctx: ServiceContext,
  due: { readonly sellerId: string; readonly cutoffAt: Date; readonly accountIds: readonly string[] },
): Promise<Subscription[]> => {
  if (due.accountIds.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(subscriptions)
    .where(and(isDue(due.sellerId, due.cutoffAt), inArray(subscriptions.accountId, [...due.accountIds])))
    .orderBy(asc(subscriptions.id));
  return withCharges(ctx, rows);
};

/** The next billing day after now; what is due already is not it. */
export const findNextBillAt = async (ctx: ServiceContext, sellerId: string): Promise<Date | null> => {
  const [row] = await ctx.db
    .select({ billAt: subscriptions.billAt })
    .from(subscriptions)
    .where(
      and(eq(subscriptions.sellerId, sellerId), eq(subscriptions.status, "active"), gt(subscriptions.billAt, ctx.now)),
    )
    .orderBy(asc(subscriptions.billAt))
    .limit(1);
  return row?.billAt ?? null;
};

export type SubscriptionAdvance = {
  readonly id: string;
  readonly chargedThroughOn: PlainDate | null;
  readonly billAt: Date | null;
};

export type ChargeAdvance = { readonly id: string; readonly chargedThroughOn: PlainDate };

/** Writes how far each subscription and charge is billed now, in two statements whatever their number. */
export const advanceSubscriptions = async (
  ctx: TransactionContext,
  advances: readonly SubscriptionAdvance[],
  charges: readonly ChargeAdvance[],
): Promise<void> => {
  const chargesAdvanced =
    charges.length > 0 &&
    ctx.db.execute(sql`
      update ${subscriptionCharges} as c set charged_through_on = a.charged_through_on
      from unnest(${textArray(charges.map(({ id }) => id))}::text::text[],
        ${textArray(charges.map(({ chargedThroughOn }) => chargedThroughOn))}::text::date[]) as a(id, charged_through_on)
      where c.id = a.id`);
  const subscriptionsAdvanced =
    advances.length > 0 &&
    ctx.db.execute(sql`
      update ${subscriptions} as s
      set charged_through_on = a.charged_through_on, bill_at = a.bill_at, version = s.version + 1
      from unnest(${textArray(advances.map(({ id }) => id))}::text::text[],
        ${textArray(advances.map(({ chargedThroughOn }) => chargedThroughOn))}::text::date[],
        ${textArray(advances.map(({ billAt }) => billAt?.toISOString() ?? null))}::text::timestamptz[])
        as a(id, charged_through_on, bill_at)
      where s.id = a.id`);
  await Promise.all([chargesAdvanced, subscriptionsAdvanced]);
};

const textArray = (values: readonly (string | null)[]): string =>
  `{${values.map((value) => (value === null ? "NULL" : `"${value}"`)).join(",")}}`;
