import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { subscriptions } from "@/db/schema/subscriptions";
import type { ServiceContext, TransactionContext } from "@/server/platform";
import { nextVersion, recordVersions } from "./record-versions";

/** The active subscriptions of an account are past due from now on. */
export const markPastDue = async (ctx: TransactionContext, accountId: string): Promise<void> => {
  const marked = await ctx.db
    .update(subscriptions)
    .set({ isPastDue: true, ...nextVersion })
    .where(
      and(
        eq(subscriptions.accountId, accountId),
        eq(subscriptions.status, "active"),
        eq(subscriptions.isPastDue, false),
      ),
    )
    .returning({ id: subscriptions.id });
  await recordVersions(
    ctx,
    marked.map(({ id }) => id),
  );
};

export const suspendSubscriptions = async (ctx: TransactionContext, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const suspended = await ctx.db
    .update(subscriptions)
    .set({ status: "suspended", ...nextVersion })
    .where(and(inArray(subscriptions.id, [...ids]), eq(subscriptions.status, "active")))
    .returning({ id: subscriptions.id });
  await recordVersions(
    ctx,
    suspended.map(({ id }) => id),
  );
};

/** Accounts with a subscription that is past due or suspended, a page at a time. */
export const listAccountsInDunning = async (
  ctx: ServiceContext,
  { sellerId }: { readonly sellerId?: string | undefined },
): Promise<string[]> => {
  const rows = await ctx.db
    .selectDistinct({ accountId: subscriptions.accountId })
    .from(subscriptions)
    .where(
      and(
        or(eq(subscriptions.isPastDue, true), eq(subscriptions.status, "suspended")),
        sellerId === undefined ? undefined : eq(subscriptions.sellerId, sellerId),
      ),
    )
    .orderBy(asc(subscriptions.accountId));
  return rows.map(({ accountId }) => accountId);
};

/** What an account has is paid for again: nothing of it is past due, and what was suspended goes on. Says which it was. */
export const recoverSubscriptions = async (ctx: TransactionContext, accountId: string): Promise<string[]> => {
  const recovered = await ctx.db
    .update(subscriptions)
    .set({
      isPastDue: false,
      ...nextVersion,
      status: sql`case when ${subscriptions.status} = 'suspended' then 'active' else ${subscriptions.status} end`,
    })
    .where(
      and(
        eq(subscriptions.accountId, accountId),
        or(eq(subscriptions.isPastDue, true), eq(subscriptions.status, "suspended")),
      ),
    )
    .returning({ id: subscriptions.id });
  const ids = recovered.map(({ id }) => id);
  await recordVersions(ctx, ids);
  return ids;
};
