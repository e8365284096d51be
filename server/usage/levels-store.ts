import { sql } from "drizzle-orm";
import { type PlainDate, parseRational, type Rational } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export type LevelAsked = {
  readonly subscriptionId: string;
  readonly sellerId: string;
  /** The key of a meter of that seller. */
  readonly meter: string;
  readonly before: PlainDate;
};
export type OpeningLevel = Pick<LevelAsked, "subscriptionId" | "meter"> & { readonly level: Rational };

/**
 * What levels were where a day began, as known by now: what the last event before it set, with what those after that one
 * added. Of a meter without such events there is none. All events count, however late they came, so that a level is
 * right from then on.
 */
export const sumLevels = async (ctx: ServiceContext, asked: readonly LevelAsked[]): Promise<OpeningLevel[]> => {
  if (asked.length === 0) return [];
  const isBefore = sql`e.subscription_id = r."subscriptionId" and e.meter_id = m.id
    and e.happened_on < r.before and e.recorded_at <= ${ctx.now.toISOString()}`;
  const rows = await ctx.db.execute<{ subscriptionId: string; meter: string; level: string }>(sql`
    select r."subscriptionId", r.meter,
      (coalesce(stood.value, 0) + coalesce(added.total, 0))::text as level
    from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as r("subscriptionId" text, "sellerId" text,
      meter text, before date)
    join meters m on m.seller_id = r."sellerId" and m.key = r.meter
    left join lateral (
      select e.value, e.happened_at, e.sequence from usage_events e where ${isBefore} and e.op = 'set'
      order by e.happened_at desc, e.sequence desc limit 1
    ) as stood on true
    left join lateral (
      select sum(e.value) as total from usage_events e where ${isBefore} and e.op = 'add'
        and (stood.sequence is null or (e.happened_at, e.sequence) > (stood.happened_at, stood.sequence))
    ) as added on true
    where stood.value is not null or added.total is not null`);
  return [...rows].map(({ level, ...of }) => ({ ...of, level: parseRational(level) }));
};
