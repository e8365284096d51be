import {
  instantOf,
  invariant,
  laterPoint,
  localDayOf,
  type Rational,
  type Span,
  sumRationals,
  type TimePoint,
  ZERO,
} from "@/server/kernel";
import { requireAccountAct, type ServiceContext } from "@/server/platform";
import { loadLives, type StoredLife } from "@/server/subscriptions";
import { type ChargeTerms, endOfPeriod, fullPeriodAt } from "@/server/subscriptions/core";
import { aggregateUsage as aggregateInCore, levelBefore } from "./core";
import { getServiceSpan } from "./get-service-span";
import { listMeteredEvents } from "./list-metered-events";
import { loadMeters, type Meter } from "./meters-store";
import { listMetersWithEvents } from "./usage-events-store";
import { aggregateUsage } from "./usage-sums-store";

export type MeterUsage = {
  readonly meter: Meter;
  /** The period that usage is counted in now. */
  readonly span: Span;
  readonly quantity: Rational;
  /** What the price includes, with what is carried in; nothing where no charge asks for the meter. */
  readonly included: Rational;
};

/** What a subscription has used in the period that runs now, by meter: those it is charged by, and those with events. */
export const listUsage = async (ctx: ServiceContext, subscriptionId: string): Promise<MeterUsage[]> => {
  const { accountId, sellerId } = await getServiceSpan(ctx, subscriptionId);
  requireAccountAct(ctx.actor, accountId, "read");
  const [[stored], meters, reported] = await Promise.all([
    loadLives(ctx, [subscriptionId]),
    loadMeters(ctx),
    listMetersWithEvents(ctx, subscriptionId),
  ]);
  invariant(stored, "A subscription that was found has a life.");
  const span = spanAt(stored, ctx.now);
  const charges = stored.life.plan.charges.filter(({ meter }) => meter !== null);
  const chargeOf = ({ key }: Meter) => charges.find(({ meter }) => meter?.key === key);
  const shown = meters.filter(
    (meter) => meter.sellerId === sellerId && (chargeOf(meter) !== undefined || reported.has(meter.id)),
  );
  const countedAs = (meter: Meter) => chargeOf(meter)?.meter?.aggregation ?? meter.aggregation;
  const quantities = await aggregateUsage(
    ctx,
    shown.flatMap((meter) => {
      const aggregation = countedAs(meter);
      const asked = { key: meter.id, subscriptionId, meterId: meter.id, keyProperty: meter.keyProperty };
      return aggregation === "weighted_sum" ? [] : [{ ...asked, aggregation, from: span.start, to: span.end }];
    }),
  );
  const levels = await weighLevels(
    ctx,
    stored,
    span,
    shown.filter((meter) => countedAs(meter) === "weighted_sum"),
  );
  return shown.map((meter) => ({
    meter,
    span,
    quantity: quantities.get(meter.id) ?? levels.get(meter.id) ?? ZERO,
    included: includedIn(stored.life, chargeOf(meter)),
  }));
};

const includedIn = ({ carried }: StoredLife["life"], charge: ChargeTerms | undefined): Rational =>
  charge ? sumRationals([charge.included, ...(carried[charge.key] ?? []).map(({ units }) => units)]) : ZERO;

/** What levels have come to by now, as shares of the whole period. */
const weighLevels = async (
  ctx: ServiceContext,
  { id, sellerId, life, timeZone: zone }: StoredLife,
  span: Span,
  shown: readonly Meter[],
): Promise<Map<string, Rational>> => {
  if (shown.length === 0) return new Map();
  const levelsOf = shown.map(({ key }) => key);
  const from = localDayOf(span.start, zone);
  const found = await listMeteredEvents(ctx, [{ subscriptionId: id, sellerId, from, levelsOf }]);
  return new Map(
    shown.map((meter) => {
      const events = (found.get(id) ?? []).filter((event) => event.meter === meter.key);
      const level = levelBefore(events, span.start, zone);
      const { quantity } = aggregateInCore(events, span, {
        ...{ aggregation: "weighted_sum", zone, bucket: "day", dropsRemoved: false },
        ...{ serviceEnd: laterPoint({ kind: "instant", at: ctx.now }, span.start, zone), opening: { level, keys: [] } },
        ...{ weightUnit: "period", weightBasis: "second", wholePeriod: fullPeriodAt(life.grids, span.start, zone) },
      });
      return [meter.id, quantity] as const;
    }),
  );
};

/** The period of the grid that holds this instant, from where the present plan runs; the first one before it starts. */
const spanAt = ({ life, timeZone }: StoredLife, now: Date): Span => {
  const at: TimePoint = laterPoint({ kind: "instant", at: now }, life.runsFrom, timeZone);
  const full = fullPeriodAt(life.grids, at, timeZone);
  const start = laterPoint(full.start, life.runsFrom, timeZone);
  const end = endOfPeriod(life.grids, at, full, timeZone);
  invariant(instantOf(start, timeZone) < instantOf(end, timeZone), "A period has days.");
  return { start, end };
};
