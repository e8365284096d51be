import { formatRational } from "@/server/kernel";
import { makeId, type TransactionContext } from "@/server/platform";
import { writeOptions, writePrice } from "@/server/rating/core";
import {
  type BillingGrids,
  type ChargeTerms,
  type SubscriptionLife,
  toColumns,
  type WaitingChange,
  writeChange,
  writeCoupons,
  writeOverrides,
  writeParcels,
  writePoint,
  writeRenewal,
} from "./core";

const gridColumns = ({ grid, next }: BillingGrids, zone: string) => {
  const base = toColumns(grid.base, zone);
  return {
    alignment: grid.alignment,
    anchorOn: base.on,
    anchorAt: base.at,
    anchorDay: grid.anchorDay,
    nextGrid: next && {
      alignment: next.grid.alignment,
      base: writePoint(next.grid.base),
      anchorDay: next.grid.anchorDay,
      from: writePoint(next.from),
      movedAt: writePoint(next.movedAt),
    },
  };
};

/** What of a life stands in columns of its own row, but for its status and how far it is billed. */
export const lifeColumns = (life: SubscriptionLife, zone: string) => {
  const start = toColumns(life.startsAt, zone);
  const paidFrom = toColumns(life.paidFrom, zone);
  const runsFrom = toColumns(life.runsFrom, zone);
  const turned = life.turnedAt && toColumns(life.turnedAt, zone);
  const end = life.endsAt && toColumns(life.endsAt, zone);
  const { interval, key } = life.plan;
  return {
    planKey: key,
    intervalUnit: interval.unit,
    intervalCount: interval.count,
    quantity: formatRational(life.quantity),
    startOn: start.on,
    startAt: start.at,
    paidFromOn: paidFrom.on,
    paidFromAt: paidFrom.at,
    addedTrialDays: life.addedTrialDays,
    runsFromOn: runsFrom.on,
    runsFromAt: runsFrom.at,
    runsBy: life.runsBy,
    turnedOn: turned?.on ?? null,
    turnedAt: turned?.at ?? null,
    billingDay: life.billingDay,
    ...gridColumns(life.grids, zone),
    endOn: end?.on ?? null,
    endAt: end?.at ?? null,
    renewal: life.renewal && writeRenewal(life.renewal),
    coupons: life.coupons.length === 0 ? null : writeCoupons(life.coupons),
    overrides: Object.keys(life.overrides).length === 0 ? null : writeOverrides(life.overrides),
  };
};

/** The units that go on of a charge; of one that carries none there is nothing. */
export const carriedColumn = ({ carried }: SubscriptionLife, chargeKey: string) => {
  const parcels = carried[chargeKey];
  return parcels ? writeParcels(parcels) : null;
};

/** A charge of a life as a row, but for what the row is known by. */
export const toChargeRow = (life: SubscriptionLife, charge: ChargeTerms, zone: string) => {
  const from = toColumns(life.runsFrom, zone);
  const through = life.chargedThrough[charge.key];
  const charged = through ? toColumns(through, zone) : null;
  return {
    chargeId: charge.key,
    kind: charge.kind,
    timing: charge.timing,
    price: writePrice(charge.price),
    quantity: charge.quantity === null ? null : formatRational(charge.quantity),
    included: formatRational(charge.included),
    rollover: charge.rollover ?? null,
    carried: carriedColumn(life, charge.key),
    options: charge.options ? writeOptions(charge.options) : null,
    meterKey: charge.meter?.key ?? null,
    meterAggregation: charge.meter?.aggregation ?? null,
    effectiveFromOn: from.on,
    effectiveFromAt: from.at,
    chargedThroughOn: charged?.on ?? null,
    chargedThroughAt: charged?.at ?? null,
  };
};

type NewChange = {
  readonly id: string;
  readonly accountId: string;
  readonly timeZone: string;
  readonly waiting: WaitingChange;
  readonly orderId: string | null;
};

/** A change that waits, of a subscription that is known by this id, as a row. */
export const toWaitingRow = (ctx: TransactionContext, { id, accountId, timeZone, waiting, orderId }: NewChange) => {
  const { at, position, change } = waiting;
  const takes = toColumns(at, timeZone);
  return {
    id: makeId("sbc"),
    accountId,
    subscriptionId: id,
    orderId,
    position,
    kind: change.kind,
    content: writeChange(change),
    takesOn: takes.on,
    takesAt: takes.at,
    state: "waiting" as const,
    requestedAt: ctx.now,
  };
};
