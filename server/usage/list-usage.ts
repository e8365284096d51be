import { instantOf, invariant, laterPoint, type Rational, type Span, type TimePoint, ZERO } from "@/server/kernel";
import { requireAccountAct, type ServiceContext } from "@/server/platform";
import { loadLives, type StoredLife } from "@/server/subscriptions";
import { endOfPeriod, fullPeriodAt } from "@/server/subscriptions/core";
import { getServiceSpan } from "./get-service-span";
import { loadMeters, type Meter } from "./meters-store";
import { listMetersWithEvents } from "./usage-events-store";
import { aggregateUsage } from "./usage-sums-store";

export type MeterUsage = {
  readonly meter: Meter;
  /** The period that usage is counted in now. */
  readonly span: Span;
  readonly quantity: Rational;
  /** What the price includes; nothing where no charge asks for the meter. */
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
  const quantities = await aggregateUsage(
    ctx,
    shown.map((meter) => ({
      ...{ key: meter.id, subscriptionId, meterId: meter.id, from: span.start, to: span.end },
      aggregation: chargeOf(meter)?.meter?.aggregation ?? meter.aggregation,
    })),
  );
  return shown.map((meter) => ({
    meter,
    span,
    quantity: quantities.get(meter.id) ?? ZERO,
    included: chargeOf(meter)?.included ?? ZERO,
  }));
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
