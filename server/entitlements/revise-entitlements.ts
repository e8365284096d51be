import { and, gt, inArray, isNull, notInArray, or, sql } from "drizzle-orm";
import { entitlements } from "@/db/schema/entitlements";
import { lockAccount } from "@/server/accounts";
import { listPublishedRatePlans } from "@/server/catalog";
import type { FeatureValue, RatePlan } from "@/server/catalog/core";
import { dayInZone, groupBy, parseRational } from "@/server/kernel";
import {
  emitAll,
  inTransaction,
  makeId,
  recordAudit,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import {
  listChargeRowIds,
  listSubscriptionsByIds,
  type Subscription,
  type SubscriptionCharge,
} from "@/server/subscriptions";
import { entitlementsChanged } from "./events";

/**
 * Gives accounts the features of what they subscribe to now, and ends those of what they no longer do: a paused or ended
 * subscription gives nothing. Told twice, it happens once.
 */
export const reviseEntitlements = async (ctx: ServiceContext, subscriptionIds: readonly string[]): Promise<void> => {
  const [subscriptions, ratePlans] = [
    await listSubscriptionsByIds(ctx, subscriptionIds),
    await listPublishedRatePlans(ctx),
  ];
  const plans = new Map<string, RatePlan>(ratePlans.map((plan) => [plan.id, plan]));
  for (const accountId of new Set(subscriptions.map((subscription) => subscription.accountId))) {
    await inTransaction(ctx, async (inner) => {
      await lockAccount(inner, accountId);
      const own = subscriptions.filter((subscription) => subscription.accountId === accountId).map(({ id }) => id);
      // Read again under the lock: what is told twice at once is decided on the same rows.
      const present = await listSubscriptionsByIds(inner, own);
      await reviseOfAccount(
        inner,
        accountId,
        present.map((subscription) => ({ subscription, rows: rowsOf(inner, subscription, plans) })),
      );
    });
  }
};

/** Of the account that had it: one that gave its subscription away loses what came with it. */
type Ended = { readonly id: string; readonly accountId: string };

type Row = typeof entitlements.$inferInsert;
type Given = { readonly subscription: Subscription; readonly rows: readonly Row[] };

const reviseOfAccount = async (ctx: TransactionContext, accountId: string, given: readonly Given[]): Promise<void> => {
  const rows = given.flatMap((one) => one.rows);
  const ended: Ended[] = [];
  for (const { subscription, rows: own } of given) ended.push(...(await endOthers(ctx, subscription, own)));
  const kept = rows.length === 0 ? [] : await keep(ctx, rows);
  if (ended.length === 0 && kept.length === 0) return;
  if (kept.length > 0) await recordAudit(ctx, { action: "entitlements:grant", accountId, subjectIds: kept });
  const endedBy = groupBy(ended, (one) => one.accountId);
  for (const [owner, own] of endedBy) {
    await recordAudit(ctx, { action: "entitlements:end", accountId: owner, subjectIds: own.map(({ id }) => id) });
  }
  emitAll(ctx, entitlementsChanged, [...new Set([accountId, ...endedBy.keys()])]);
};

/** Adds what is new, and gives what is known its present value and end. */
const keep = async (ctx: TransactionContext, rows: readonly Row[]): Promise<string[]> => {
  const changed = await ctx.db
    .insert(entitlements)
    .values([...rows])
    .onConflictDoUpdate({
      target: [entitlements.sourceId, entitlements.feature],
      set: { value: sql`excluded.value`, effectiveUntilOn: sql`excluded.effective_until_on` },
      setWhere: sql`(${entitlements.value}, ${entitlements.effectiveUntilOn})
        is distinct from (excluded.value, excluded.effective_until_on)`,
    })
    .returning({ id: entitlements.id });
  return changed.map(({ id }) => id);
};

const endOthers = async (
  ctx: TransactionContext,
  { id, timeZone }: Subscription,
  rows: readonly Row[],
): Promise<Ended[]> => {
  const sources = await listChargeRowIds(ctx, id);
  const today = dayInZone(ctx.now, timeZone);
  const going = [...new Set(rows.map(({ sourceId }) => sourceId))];
  return ctx.db
    .update(entitlements)
    .set({ effectiveUntilOn: today })
    .where(
      and(
        inArray(entitlements.sourceId, sources),
        going.length > 0 ? notInArray(entitlements.sourceId, going) : undefined,
        or(isNull(entitlements.effectiveUntilOn), gt(entitlements.effectiveUntilOn, today)),
      ),
    )
    .returning({ id: entitlements.id, accountId: entitlements.accountId });
};

const givesAccess = ({ status }: Subscription): boolean =>
  status === "trialing" || status === "active" || status === "suspended";

const rowsOf = (ctx: ServiceContext, subscription: Subscription, plans: ReadonlyMap<string, RatePlan>): Row[] => {
  if (!givesAccess(subscription)) return [];
  const firstCharges = [...groupBy(subscription.charges, (charge) => charge.ratePlanId).values()].map(
    ([first]) => first,
  );
  return firstCharges.flatMap((charge) => {
    const plan = charge && plans.get(charge.ratePlanId);
    if (!charge || !plan) return [];
    return Object.entries(plan.features).map(([feature, value]) => ({
      id: makeId("ent"),
      accountId: subscription.accountId,
      feature,
      value: resolve(value, charge),
      sourceKind: "rate_plan" as const,
      sourceId: charge.id,
      sourceName: plan.charges[0]?.name ?? plan.name,
      effectiveFromOn: charge.effectiveFromOn,
      effectiveUntilOn: subscription.endOn,
      createdAt: ctx.now,
    }));
  });
};

const resolve = (value: FeatureValue, charge: SubscriptionCharge): FeatureValue =>
  value.kind === "quantity" && value.limit === "per_seat"
    ? { kind: "quantity", limit: Number(parseRational(charge.quantity).n) }
    : value;
