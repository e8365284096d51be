import { and, asc, eq, inArray, max } from "drizzle-orm";
import { subscriptionChanges, subscriptions } from "@/db/schema/subscriptions";
import {
  groupBy,
  invariant,
  type PlainDate,
  parseRational,
  type SubscriptionId,
  type TimePoint,
} from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { readOptions, readPrice } from "@/server/rating/core";
import {
  type BillingGrid,
  type BillingGrids,
  type ChargeTerms,
  hasEnded,
  type LifeStatus,
  readChange,
  readCoupons,
  readOverrides,
  readParcels,
  readPoint,
  readRenewal,
  type SubscriptionLife,
  toPoint,
  type WaitingChange,
} from "./core";
import { type ChargeRow, intervalOf, loadPresentCharges, type SubscriptionRow } from "./subscriptions-store";

/** A subscription's life as it is stored, with what the rows around it are known by. */
export type StoredLife = {
  readonly id: SubscriptionId;
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly policyId: number;
  readonly timeZone: string;
  readonly isSuspended: boolean;
  /** Without what was billed: whoever gives service back reads that from the lines. */
  readonly life: SubscriptionLife;
  /** The rows of its present charges, by charge. */
  readonly chargeRowIds: ReadonlyMap<string, string>;
};

export const loadLives = async (ctx: ServiceContext, subscriptionIds: readonly string[]): Promise<StoredLife[]> => {
  if (subscriptionIds.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(subscriptions)
    .where(inArray(subscriptions.id, [...subscriptionIds]))
    .orderBy(asc(subscriptions.id));
  return toLives(ctx, rows);
};

/** The lives of rows that were read already, with their charges and waiting changes. */
export const toLives = async (ctx: ServiceContext, rows: readonly SubscriptionRow[]): Promise<StoredLife[]> => {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [charges, changes] = await Promise.all([loadPresentCharges(ctx, ids), loadWaitingChanges(ctx, ids)]);
  return rows.map((row) => toStoredLife(row, charges.get(row.id) ?? [], changes.get(row.id) ?? []));
};

/** The day that an order's change waits for; null where it was taken at once. */
export const findScheduledDay = async (ctx: ServiceContext, orderId: string): Promise<PlainDate | null> => {
  const [row] = await ctx.db
    .select({ on: subscriptionChanges.takesOn })
    .from(subscriptionChanges)
    .where(eq(subscriptionChanges.orderId, orderId));
  return row ? (row.on as PlainDate) : null;
};

/** The place of the next change that is asked for of a subscription. */
export const nextChangePosition = async (ctx: ServiceContext, subscriptionId: string): Promise<number> => {
  const [row] = await ctx.db
    .select({ last: max(subscriptionChanges.position) })
    .from(subscriptionChanges)
    .where(eq(subscriptionChanges.subscriptionId, subscriptionId));
  return (row?.last ?? 0) + 1;
};

const loadWaitingChanges = async (
  ctx: ServiceContext,
  subscriptionIds: readonly string[],
): Promise<Map<string, WaitingChange[]>> => {
  const rows = await ctx.db
    .select()
    .from(subscriptionChanges)
    .where(
      and(eq(subscriptionChanges.state, "waiting"), inArray(subscriptionChanges.subscriptionId, [...subscriptionIds])),
    )
    .orderBy(asc(subscriptionChanges.position));
  const bySubscription = groupBy(rows, (row) => row.subscriptionId);
  return new Map([...bySubscription].map(([id, own]) => [id, own.map(toWaitingChange)]));
};

export const toWaitingChange = (row: typeof subscriptionChanges.$inferSelect): WaitingChange => ({
  at: toPoint(row.takesOn, row.takesAt),
  position: row.position,
  change: readChange(row.kind, row.content),
});

const toTerms = (row: ChargeRow): ChargeTerms => ({
  key: row.chargeId,
  kind: row.kind,
  timing: row.timing,
  price: readPrice(row.price),
  quantity: row.quantity === null ? null : parseRational(row.quantity),
  meter: row.meterKey && row.meterAggregation ? { key: row.meterKey, aggregation: row.meterAggregation } : null,
  included: parseRational(row.included),
  ...(row.rollover ? { rollover: row.rollover } : {}),
  ...(row.options ? { options: readOptions(row.options) } : {}),
});

const toGrids = (row: SubscriptionRow): BillingGrids => {
  const interval = intervalOf(row);
  const grid: BillingGrid = {
    interval,
    alignment: row.alignment,
    base: toPoint(row.anchorOn, row.anchorAt),
    anchorDay: row.anchorDay,
  };
  if (!row.nextGrid) return { grid, next: null };
  const { alignment, base, anchorDay, from, movedAt } = row.nextGrid;
  return {
    grid,
    next: {
      from: readPoint(from),
      movedAt: readPoint(movedAt),
      grid: { interval, alignment, base: readPoint(base), anchorDay },
    },
  };
};

const statusOf = ({ status }: SubscriptionRow): LifeStatus => {
  invariant(status !== "draft", "A draft has no life yet.");
  return status === "suspended" ? "active" : status;
};

const optionalPoint = (on: string | null, at: Date | null): TimePoint | null => (on === null ? null : toPoint(on, at));

export const toStoredLife = (
  row: SubscriptionRow,
  charges: readonly ChargeRow[],
  waiting: readonly WaitingChange[],
): StoredLife => {
  const status = statusOf(row);
  return {
    id: row.id as SubscriptionId,
    accountId: row.accountId,
    sellerId: row.sellerId,
    currency: row.currency,
    policyId: row.policyId,
    timeZone: row.timeZone,
    isSuspended: row.status === "suspended",
    chargeRowIds: new Map(charges.map(({ chargeId, id }) => [chargeId, id])),
    life: {
      id: row.id,
      status,
      plan: {
        key: row.planKey,
        interval: intervalOf(row),
        trialDays: 0,
        terms: null,
        charges: charges.map(toTerms),
      },
      quantity: parseRational(row.quantity),
      overrides: row.overrides ? readOverrides(row.overrides) : {},
      coupons: row.coupons ? readCoupons(row.coupons) : [],
      billingDay: row.billingDay,
      startsAt: toPoint(row.startOn, row.startAt),
      paidFrom: toPoint(row.paidFromOn, row.paidFromAt),
      addedTrialDays: row.addedTrialDays,
      endsAt: optionalPoint(row.endOn, row.endAt),
      renewal: row.renewal && readRenewal(row.renewal),
      grids: toGrids(row),
      runsFrom: toPoint(row.runsFromOn, row.runsFromAt),
      runsBy: row.runsBy,
      turnedAt: optionalPoint(row.turnedOn, row.turnedAt),
      hasBilled: row.lineCount > 0,
      lineCount: row.lineCount,
      settledThrough: toPoint(row.settledThroughOn, row.settledThroughAt),
      chargedThrough: Object.fromEntries(
        charges.flatMap((charge) =>
          charge.chargedThroughOn === null
            ? []
            : [[charge.chargeId, toPoint(charge.chargedThroughOn, charge.chargedThroughAt)] as const],
        ),
      ),
      carried: Object.fromEntries(
        charges.flatMap(({ chargeId, carried }) => (carried ? [[chargeId, readParcels(carried)] as const] : [])),
      ),
      billed: [],
      waiting: hasEnded({ status }) ? [] : waiting,
    },
  };
};
