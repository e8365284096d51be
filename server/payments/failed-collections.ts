import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import { disputes, paymentApplications, payments } from "@/db/schema/payments";
import type { ServiceContext, TransactionContext } from "@/server/platform";

export type FailedCollection = {
  readonly paymentId: string;
  readonly invoiceId: string;
  readonly accountId: string;
  readonly policyId: number;
  readonly failedAt: Date;
};

const isFailedCollection = and(
  eq(payments.state, "failed"),
  eq(payments.isCollection, true),
  eq(payments.purposeKind, "invoice"),
);

/** What follows waits while a bank disputes a payment of the invoice. */
const isUndisputed = sql`not exists (
  select from ${disputes} join ${paymentApplications} on ${paymentApplications.paymentId} = ${disputes.paymentId}
  where ${paymentApplications.invoiceId} = ${payments.purposeId} and ${disputes.state} = 'open')`;

/** Collections that failed and after which nothing has followed yet, in the order in which they were tried. */
export const listFailedCollections = async (
  ctx: ServiceContext,
  { sellerId, limit }: { readonly sellerId?: string | undefined; readonly limit: number },
): Promise<FailedCollection[]> => {
  const rows = await ctx.db
    .select()
    .from(payments)
    .where(
      and(
        isFailedCollection,
        eq(payments.isFollowedUp, false),
        isUndisputed,
        sellerId === undefined ? undefined : eq(payments.sellerId, sellerId),
      ),
    )
    .orderBy(asc(payments.id))
    .limit(limit);
  return rows.map((row) => ({
    paymentId: row.id,
    invoiceId: row.purposeId,
    accountId: row.accountId,
    policyId: row.policyId,
    failedAt: row.finishedAt ?? row.createdAt,
  }));
};

/** Marks a failure as followed up; says whether it was this caller's to do. */
export const takeFailedCollection = async (ctx: TransactionContext, paymentId: string): Promise<boolean> => {
  const taken = await ctx.db
    .update(payments)
    .set({ isFollowedUp: true })
    .where(and(eq(payments.id, paymentId), eq(payments.isFollowedUp, false), isUndisputed))
    .returning({ id: payments.id });
  return taken.length > 0;
};

/** How often the collection of invoices failed, by invoice; those where it never did are not among them. */
export const countFailedCollections = async (
  ctx: ServiceContext,
  invoiceIds: readonly string[],
): Promise<Map<string, number>> => {
  if (invoiceIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ invoiceId: payments.purposeId, failures: count() })
    .from(payments)
    .where(and(isFailedCollection, inArray(payments.purposeId, [...invoiceIds])))
    .groupBy(payments.purposeId);
  return new Map(rows.map(({ invoiceId, failures }) => [invoiceId, failures]));
};

export const listAccountsOfPayments = async (ctx: ServiceContext, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .selectDistinct({ accountId: payments.accountId })
    .from(payments)
    .where(inArray(payments.id, [...ids]));
  return rows.map(({ accountId }) => accountId);
};
