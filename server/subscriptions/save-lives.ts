import { and, eq, inArray } from "drizzle-orm";
import { subscriptionChanges, subscriptionCharges, subscriptions } from "@/db/schema/subscriptions";
import { comparePoints, laterPoint, type TimePoint } from "@/server/kernel";
import { emitAll, insertRows, makeId, recordAudit, type TransactionContext, updateRows } from "@/server/platform";
import { chargedThroughOf, type SubscriptionLife, toColumns, toPoint } from "./core";
import { subscriptionChanged } from "./events";
import { carriedColumn, lifeColumns, toChargeRow, toWaitingRow } from "./life-rows";
import type { StoredLife } from "./load-lives";
import { nextVersion, recordVersions } from "./record-versions";

/** A life as it was loaded and as it is now, with the instant at which it is due again. */
export type LivedOn = {
  readonly stored: StoredLife;
  readonly life: SubscriptionLife;
  readonly nextDueAt: Date | null;
};

export type SavedWith = {
  /** The rate plan that a charge of the catalog belongs to. */
  readonly ratePlanOf: (chargeId: string) => string;
  readonly orderId: string | null;
};

/**
 * Writes how lives went on. Where only something was billed, that is two statements whatever their number; where one
 * changed, its row, charges and waiting changes are written too, and the change is told once committed.
 */
export const saveLives = async (
  ctx: TransactionContext,
  lived: readonly LivedOn[],
  saved: SavedWith,
): Promise<void> => {
  const changed = lived.filter(({ stored, life }) => isOtherLife(stored.life, life));
  await Promise.all([saveProgress(ctx, lived), saveCharges(ctx, lived)]);
  if (changed.length === 0) return;
  for (const one of changed) await saveChanged(ctx, one, saved);
  const ids = changed.map(({ stored }) => stored.id);
  await recordVersions(ctx, ids);
  await recordAudit(ctx, {
    action: "subscriptions:change",
    accountId: changed.length === 1 ? (changed[0]?.stored.accountId ?? null) : null,
    subjectIds: ids,
  });
  emitAll(ctx, subscriptionChanged, ids);
};

const lastingFields = [
  "status",
  "plan",
  "quantity",
  "overrides",
  "coupons",
  "billingDay",
  "paidFrom",
  "endsAt",
  "renewal",
  "grids",
  "runsFrom",
  "runsBy",
  "turnedAt",
  "waiting",
] as const satisfies readonly (keyof SubscriptionLife)[];

/** Whether more happened than that something was billed. What does not change is handed on as it is. */
const isOtherLife = (before: SubscriptionLife, after: SubscriptionLife): boolean =>
  lastingFields.some((field) => before[field] !== after[field]);

const saveProgress = (ctx: TransactionContext, lived: readonly LivedOn[]): Promise<void> =>
  updateRows(
    ctx,
    subscriptions,
    "id",
    lived.map(({ stored, life, nextDueAt }) => {
      const settled = toColumns(life.settledThrough, stored.timeZone);
      const charged = toColumns(chargedThroughOf(life, stored.timeZone), stored.timeZone);
      return {
        id: stored.id,
        settledThroughOn: settled.on,
        settledThroughAt: settled.at,
        chargedThroughOn: charged.on,
        chargedThroughAt: charged.at,
        lineCount: life.lineCount,
        billAt: nextDueAt,
      };
    }),
  );

/** How far each charge is billed and what it carries on, where that moved. Charges that a change has replaced have rows of their own. */
const saveCharges = (ctx: TransactionContext, lived: readonly LivedOn[]): Promise<void> =>
  updateRows(
    ctx,
    subscriptionCharges,
    "id",
    lived.flatMap(({ stored, life }) => (life.plan === stored.life.plan ? movedCharges(stored, life) : [])),
  );

const movedCharges = (stored: StoredLife, life: SubscriptionLife) =>
  [...stored.chargeRowIds].flatMap(([key, id]) => {
    const through = life.chargedThrough[key];
    const isAsBefore = through === stored.life.chargedThrough[key] && life.carried[key] === stored.life.carried[key];
    if (isAsBefore) return [];
    const columns = through ? toColumns(through, stored.timeZone) : { on: null, at: null };
    const carried = carriedColumn(life, key);
    return [{ id, chargedThroughOn: columns.on, chargedThroughAt: columns.at, carried }];
  });

const saveChanged = async (ctx: TransactionContext, one: LivedOn, saved: SavedWith): Promise<void> => {
  const { stored, life } = one;
  await ctx.db
    .update(subscriptions)
    .set({
      ...lifeColumns(life, stored.timeZone),
      status: life.status === "active" && stored.isSuspended ? "suspended" : life.status,
      ...nextVersion,
    })
    .where(eq(subscriptions.id, stored.id));
  if (life.plan !== stored.life.plan) await replaceCharges(ctx, one, saved);
  if (life.waiting !== stored.life.waiting) await saveWaiting(ctx, one, saved.orderId);
};

const replaceCharges = async (ctx: TransactionContext, { stored, life }: LivedOn, saved: SavedWith): Promise<void> => {
  const from = life.runsFrom;
  const rows = await ctx.db
    .select()
    .from(subscriptionCharges)
    .where(inArray(subscriptionCharges.id, [...stored.chargeRowIds.values()]));
  await updateRows(
    ctx,
    subscriptionCharges,
    "id",
    rows.map((row) => {
      // A change dated before an earlier one leaves the charges of that one no time at all.
      const began = toPoint(row.effectiveFromOn, row.effectiveFromAt);
      const until = toColumns(laterPoint(began, from, stored.timeZone), stored.timeZone);
      return { id: row.id, effectiveUntilOn: until.on, effectiveUntilAt: until.at, supersededAt: ctx.now };
    }),
  );
  await insertRows(
    ctx,
    subscriptionCharges,
    life.plan.charges.map((charge, position) => ({
      ...toChargeRow(life, charge, stored.timeZone),
      id: makeId("sch"),
      accountId: stored.accountId,
      subscriptionId: stored.id,
      ratePlanId: saved.ratePlanOf(charge.key),
      position,
      recordedAt: ctx.now,
    })),
  );
};

const saveWaiting = async (ctx: TransactionContext, one: LivedOn, orderId: string | null): Promise<void> => {
  const { stored, life } = one;
  const before = new Set(stored.life.waiting.map(({ position }) => position));
  const after = new Set(life.waiting.map(({ position }) => position));
  const gone = stored.life.waiting.filter(({ position }) => !after.has(position));
  for (const state of ["taken", "fallen_away"] as const) {
    const positions = gone.filter(({ at }) => (isReached(ctx, at, stored) ? "taken" : "fallen_away") === state);
    if (positions.length === 0) continue;
    await ctx.db
      .update(subscriptionChanges)
      .set({ state, settledAt: ctx.now })
      .where(
        and(
          eq(subscriptionChanges.subscriptionId, stored.id),
          inArray(
            subscriptionChanges.position,
            positions.map(({ position }) => position),
          ),
        ),
      );
  }
  const added = life.waiting.filter(({ position }) => !before.has(position));
  await insertRows(
    ctx,
    subscriptionChanges,
    added.map((waiting) => toWaitingRow(ctx, { ...stored, waiting, orderId })),
  );
};

const isReached = (ctx: TransactionContext, at: TimePoint, { timeZone }: StoredLife): boolean =>
  comparePoints(at, { kind: "instant", at: ctx.now }, timeZone) <= 0;
