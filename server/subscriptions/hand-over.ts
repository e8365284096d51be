import { and, eq, inArray } from "drizzle-orm";
import { subscriptionChanges, subscriptionCharges, subscriptions } from "@/db/schema/subscriptions";
import { laterPoint, type TimePoint } from "@/server/kernel";
import { emitAll, insertRows, makeId, recordAudit, type TransactionContext, updateRows } from "@/server/platform";
import { toColumns, toPoint } from "./core";
import { subscriptionChanged } from "./events";
import type { StoredLife } from "./load-lives";
import { nextVersion, recordVersions } from "./record-versions";

type NewOwner = { readonly id: string; readonly bucket: number };

/** Gives a subscription, its charges and what waits of it to another account from a point on; what was billed stays. */
export const handOver = async (
  ctx: TransactionContext,
  stored: StoredLife,
  { owner, at }: { readonly owner: NewOwner; readonly at: TimePoint },
): Promise<void> => {
  const { id, timeZone } = stored;
  const { id: accountId, bucket } = owner;
  await ctx.db
    .update(subscriptions)
    .set({ accountId, bucket, ...nextVersion })
    .where(eq(subscriptions.id, id));
  await ctx.db
    .update(subscriptionChanges)
    .set({ accountId })
    .where(and(eq(subscriptionChanges.subscriptionId, id), eq(subscriptionChanges.state, "waiting")));
  const rows = await ctx.db
    .select()
    .from(subscriptionCharges)
    .where(inArray(subscriptionCharges.id, [...stored.chargeRowIds.values()]));
  const given = rows.map((row) => ({
    row,
    // What begins later begins with the new owner.
    from: toColumns(laterPoint(toPoint(row.effectiveFromOn, row.effectiveFromAt), at, timeZone), timeZone),
  }));
  await updateRows(
    ctx,
    subscriptionCharges,
    "id",
    given.map(({ row, from }) => ({
      id: row.id,
      effectiveUntilOn: from.on,
      effectiveUntilAt: from.at,
      supersededAt: ctx.now,
    })),
  );
  await insertRows(
    ctx,
    subscriptionCharges,
    given.map(({ row, from }) => ({
      ...row,
      id: makeId("sch"),
      accountId,
      effectiveFromOn: from.on,
      effectiveFromAt: from.at,
      recordedAt: ctx.now,
      supersededAt: null,
    })),
  );
  await recordVersions(ctx, [id]);
  for (const side of [stored.accountId, accountId]) {
    await recordAudit(ctx, { action: "subscriptions:transfer", accountId: side, subjectIds: [id] });
  }
  emitAll(ctx, subscriptionChanged, [id]);
};
