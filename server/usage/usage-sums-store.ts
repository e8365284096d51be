import { sql } from "drizzle-orm";
import type { MeterAggregation } from "@/server/catalog/core";
import { addDays, dayInZone, invariant, parseRational, type Rational, type TimePoint } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export type UsageRequest = {
  /** Names the answer. */
  readonly key: string;
  readonly subscriptionId: string;
  readonly meterId: string;
  readonly aggregation: Exclude<MeterAggregation, "weighted_sum">;
  /** The property whose different values are counted. */
  readonly keyProperty: string | null;
  /** Half-open: days as the subscription counts them, or instants. */
  readonly from: TimePoint;
  readonly to: TimePoint;
};

type Bounds = {
  readonly fromOn: string;
  readonly untilOn: string;
  readonly fromAt: string;
  readonly untilAt: string;
};

const fromOf = (point: TimePoint): Pick<Bounds, "fromOn" | "fromAt"> =>
  point.kind === "day"
    ? { fromOn: point.day, fromAt: "-infinity" }
    : { fromOn: addDays(dayInZone(point.at, "UTC"), -1), fromAt: point.at.toISOString() };

const untilOf = (point: TimePoint): Pick<Bounds, "untilOn" | "untilAt"> =>
  point.kind === "day"
    ? { untilOn: point.day, untilAt: "infinity" }
    : { untilOn: addDays(dayInZone(point.at, "UTC"), 2), untilAt: point.at.toISOString() };

/**
 * What the events of many spans come to, exactly and as known by now, by the key of each question: one statement for
 * all. An index leads to the days; the day of an instant lies at most one beside its day in UTC, wherever it is counted.
 * For callers who bill the subscriptions, or have checked the right to see them.
 */
export const aggregateUsage = async (
  ctx: ServiceContext,
  requests: readonly UsageRequest[],
): Promise<Map<string, Rational>> => {
  if (requests.length === 0) return new Map();
  const asked = JSON.stringify(
    requests.map(({ from, to, ...request }) => ({ ...request, ...fromOf(from), ...untilOf(to) })),
  );
  const isWithin = sql`e.subscription_id = r."subscriptionId" and e.meter_id = r."meterId"
    and e.happened_on >= r."fromOn" and e.happened_on < r."untilOn"
    and e.happened_at >= r."fromAt" and e.happened_at < r."untilAt" and e.recorded_at <= ${ctx.now.toISOString()}`;
  const rows = await ctx.db.execute<{ key: string; quantity: string }>(sql`
    select r.key, coalesce(case r.aggregation when 'sum' then all_of.total when 'count' then all_of.number
      when 'max' then all_of.highest when 'count_unique' then all_of.keys else last.value end, 0)::text as quantity
    from jsonb_to_recordset(${asked}::text::jsonb) as r(key text, "subscriptionId" text, "meterId" text,
      aggregation text, "keyProperty" text, "fromOn" date, "untilOn" date, "fromAt" timestamptz, "untilAt" timestamptz)
    left join lateral (
      select sum(e.value) as total, count(*)::numeric as number, max(e.value) as highest,
        count(distinct nullif(e.properties ->> r."keyProperty", ''))::numeric as keys
      from usage_events e where r.aggregation <> 'latest' and ${isWithin}
    ) as all_of on true
    left join lateral (
      select e.value from usage_events e where r.aggregation = 'latest' and ${isWithin}
      order by e.happened_at desc, e.sequence desc limit 1
    ) as last on true`);
  const found = new Map([...rows].map(({ key, quantity }) => [key, parseRational(quantity)]));
  invariant(found.size === requests.length, "Each question about usage has a key of its own.");
  return found;
};
