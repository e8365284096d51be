import { getTableColumns, inArray, sql } from "drizzle-orm";
import { subscriptions, subscriptionVersions } from "@/db/schema/subscriptions";
import type { TransactionContext } from "@/server/platform";

const ownColumns = ["subscription_id", "recorded_at"];

const copied = sql.join(
  Object.values(getTableColumns(subscriptionVersions))
    .map(({ name }) => name)
    .filter((name) => !ownColumns.includes(name))
    .map((name) => sql.identifier(name)),
  sql`, `,
);

/** Keeps how subscriptions stand now, once they have changed under a version of their own. */
export const recordVersions = async (ctx: TransactionContext, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await ctx.db.execute(sql`
    insert into ${subscriptionVersions} (subscription_id, recorded_at, ${copied})
    select ${subscriptions.id}, ${ctx.now.toISOString()}::timestamptz, ${copied}
    from ${subscriptions} where ${inArray(subscriptions.id, [...ids])}`);
};

/** What a statement that changes how a subscription stands sets beside. */
export const nextVersion = { version: sql`${subscriptions.version} + 1` };
