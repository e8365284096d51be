import { subscriptionChanges, subscriptionCharges, subscriptions } from "@/db/schema/subscriptions";
import type { SubscriptionId } from "@/server/kernel";
import { emitAll, insertRows, makeId, recordAudit, type TransactionContext } from "@/server/platform";
import { chargedThroughOf, type SubscriptionLife, toColumns } from "./core";
import { subscriptionActivated } from "./events";
import { lifeColumns, toChargeRow, toWaitingRow } from "./life-rows";
import { recordVersions } from "./record-versions";

export type SubscriptionDraft = {
  readonly id: SubscriptionId;
  readonly accountId: string;
  readonly bucket: number;
  readonly sellerId: string;
  readonly currency: string;
  readonly policyId: number;
  readonly orderId: string;
  readonly timeZone: string;
  /** As it is once its first lines are billed. */
  readonly life: SubscriptionLife;
  readonly nextDueAt: Date | null;
  /** The rows of its charges are known by these ids, by the catalog's charge id. */
  readonly chargeRowIds: ReadonlyMap<string, string>;
  readonly ratePlanOf: (chargeId: string) => string;
};

/** Creates subscriptions with their charges as they were sold, and says so once committed. */
export const createSubscriptions = async (
  ctx: TransactionContext,
  drafts: readonly SubscriptionDraft[],
): Promise<void> => {
  // Asked in this order on one connection, and so done in it: charges refer to their subscription.
  await Promise.all([
    insertRows(
      ctx,
      subscriptions,
      drafts.map((draft) => toSubscriptionRow(ctx, draft)),
    ),
    insertRows(
      ctx,
      subscriptionCharges,
      drafts.flatMap((draft) => toChargeRows(ctx, draft)),
    ),
    insertRows(
      ctx,
      subscriptionChanges,
      drafts.flatMap(({ life: { waiting }, ...draft }) =>
        waiting.map((one) => toWaitingRow(ctx, { ...draft, waiting: one })),
      ),
    ),
  ]);
  const ids = drafts.map(({ id }) => id);
  await recordVersions(ctx, ids);
  await recordAudit(ctx, {
    action: "subscriptions:create",
    accountId: drafts.length === 1 ? (drafts[0]?.accountId ?? null) : null,
    subjectIds: ids,
  });
  emitAll(ctx, subscriptionActivated, ids);
};

const toSubscriptionRow = (ctx: TransactionContext, draft: SubscriptionDraft) => {
  const { life, timeZone, nextDueAt } = draft;
  const settled = toColumns(life.settledThrough, timeZone);
  const charged = toColumns(chargedThroughOf(life, timeZone), timeZone);
  return {
    id: draft.id,
    accountId: draft.accountId,
    bucket: draft.bucket,
    sellerId: draft.sellerId,
    currency: draft.currency,
    policyId: draft.policyId,
    orderId: draft.orderId,
    timeZone,
    status: life.status,
    ...lifeColumns(life, timeZone),
    settledThroughOn: settled.on,
    settledThroughAt: settled.at,
    chargedThroughOn: charged.on,
    chargedThroughAt: charged.at,
    lineCount: life.lineCount,
    billAt: nextDueAt,
    createdAt: ctx.now,
  };
};

const toChargeRows = (ctx: TransactionContext, draft: SubscriptionDraft) =>
  draft.life.plan.charges.map((charge, position) => ({
    ...toChargeRow(draft.life, charge, draft.timeZone),
    id: draft.chargeRowIds.get(charge.key) ?? makeId("sch"),
    accountId: draft.accountId,
    subscriptionId: draft.id,
    ratePlanId: draft.ratePlanOf(charge.key),
    position,
    recordedAt: ctx.now,
  }));
