import { subscriptionCharges, subscriptions } from "@/db/schema/subscriptions";
import {
  type Interval,
  invariant,
  type PlainDate,
  type SubscriptionChargeId,
  type SubscriptionId,
  startOfDay,
} from "@/server/kernel";
import { emitAll, makeId, recordAudit, type TransactionContext } from "@/server/platform";
import { nextBillingDay } from "./core";
import { subscriptionActivated } from "./events";

export type SubscriptionChargeDraft = {
  readonly ratePlanId: string;
  readonly chargeId: string;
  readonly kind: "recurring" | "one_time";
  readonly model: "flat" | "per_unit";
  readonly interval: Interval | null;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly effectiveFromOn: PlainDate;
  readonly effectiveUntilOn: PlainDate | null;
  readonly chargedThroughOn: PlainDate | null;
};

export type SubscriptionDraft = {
  readonly accountId: string;
  readonly bucket: number;
  readonly sellerId: string;
  readonly currency: string;
  readonly policyId: number;
  readonly orderId: string;
  readonly timeZone: string;
  readonly startOn: PlainDate;
  readonly anchorOn: PlainDate;
  /** The end of a fixed term that is not renewed. */
  readonly endOn: PlainDate | null;
  readonly charges: readonly SubscriptionChargeDraft[];
};

export type CreatedSubscription = {
  readonly id: SubscriptionId;
  /** By the catalog's charge id. */
  readonly chargeIds: ReadonlyMap<string, SubscriptionChargeId>;
};

/** Creates active subscriptions with their charges as they were sold, and says so once committed. */
export const createSubscriptions = async (
  ctx: TransactionContext,
  drafts: readonly SubscriptionDraft[],
): Promise<CreatedSubscription[]> => {
  const created = drafts.map((draft) => ({
    draft,
    id: makeId("sub"),
    chargeIds: new Map(draft.charges.map((charge) => [charge.chargeId, makeId("sch")])),
  }));
  const rows = ctx.db.insert(subscriptions).values(created.map(({ draft, id }) => toSubscriptionRow(ctx, draft, id)));
  const charges = ctx.db.insert(subscriptionCharges).values(
    created.flatMap(({ draft, id, chargeIds }) =>
      draft.charges.map((charge, position) => {
        const chargeId = chargeIds.get(charge.chargeId);
        invariant(chargeId, "Each charge of a draft has got an id.");
        return toChargeRow(ctx, { draft, charge, position, id: chargeId, subscriptionId: id });
      }),
    ),
  );
  const ids = created.map(({ id }) => id);
  // Asked in this order on one connection, and so done in it: charges refer to their subscription.
  await Promise.all([rows, charges]);
  await recordAudit(ctx, {
    action: "subscriptions:create",
    accountId: drafts.length === 1 ? (drafts[0]?.accountId ?? null) : null,
    subjectIds: ids,
  });
  emitAll(ctx, subscriptionActivated, ids);
  return created.map(({ id, chargeIds }) => ({ id, chargeIds }));
};

const toSubscriptionRow = (ctx: TransactionContext, draft: SubscriptionDraft, id: SubscriptionId) => {
  const { charges, ...kept } = draft;
  const chargedThroughOn = nextBillingDay(
    charges.map((charge) => ({
      interval: charge.interval,
      effectiveFrom: charge.effectiveFromOn,
      effectiveUntil: charge.effectiveUntilOn,
      chargedThrough: charge.chargedThroughOn,
    })),
  );
  return {
    ...kept,
    id,
    status: "active" as const,
    chargedThroughOn,
    billAt: chargedThroughOn ? startOfDay(chargedThroughOn, draft.timeZone) : null,
    createdAt: ctx.now,
  };
};

type ChargeRowInput = {
  readonly draft: SubscriptionDraft;
  readonly charge: SubscriptionChargeDraft;
  readonly position: number;
  readonly id: SubscriptionChargeId;
  readonly subscriptionId: SubscriptionId;
};

const toChargeRow = (ctx: TransactionContext, input: ChargeRowInput) => {
  const { interval, ...charge } = input.charge;
  return {
    ...charge,
    id: input.id,
    accountId: input.draft.accountId,
    subscriptionId: input.subscriptionId,
    intervalUnit: interval ? monthOrYear(interval) : null,
    intervalCount: interval?.count ?? null,
    timing: "in_advance" as const,
    position: input.position,
    recordedAt: ctx.now,
  };
};

const monthOrYear = ({ unit }: Interval): "month" | "year" => {
  invariant(unit === "month" || unit === "year", `The catalog sells no interval of a ${unit}.`);
  return unit;
};
