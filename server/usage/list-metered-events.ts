import { and, asc, eq, gte, inArray, lte, sql } from "drizzle-orm";
import { meters, usageEvents } from "@/db/schema/usage";
import { addDays, groupBy, type PlainDate, parseRational, startOfDay } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { keyOfEvent, type UsageEvent } from "./core";
import { type OpeningLevel, sumLevels } from "./levels-store";
import type { EventProperties } from "./usage-events-store";

/** An event with the key of its meter and what its sender said of it, as billing counts it. */
export type MeteredEvent = UsageEvent & { readonly meter: string; readonly properties: EventProperties | null };

export type EventsAsked = {
  readonly subscriptionId: string;
  readonly sellerId: string;
  readonly from: PlainDate;
  /** The meters whose level goes on from before, by key. */
  readonly levelsOf: readonly string[];
};

/**
 * The events of subscriptions from a day each on that are known by now, by subscription, in the order in which they came
 * in. What a level was before is one event that sets it, ahead of all others. For callers who bill the subscriptions, or
 * have checked the right to see them.
 */
export const listMeteredEvents = async (
  ctx: ServiceContext,
  asked: readonly EventsAsked[],
): Promise<Map<string, MeteredEvent[]>> => {
  if (asked.length === 0) return new Map();
  // A day early: an instant lies at most so far beside its day.
  const begin = asked.map(({ from }) => addDays(from, -1)).reduce((a, b) => (a < b ? a : b));
  const [levels, events] = [await openingLevels(ctx, asked, begin), await eventsFrom(ctx, asked, begin)];
  const ids = new Set([...levels.keys(), ...events.keys()]);
  return new Map([...ids].map((id) => [id, [...(levels.get(id) ?? []), ...(events.get(id) ?? [])]]));
};

const eventsFrom = async (
  ctx: ServiceContext,
  asked: readonly EventsAsked[],
  begin: PlainDate,
): Promise<Map<string, MeteredEvent[]>> => {
  const rows = await ctx.db
    .select({ event: usageEvents, meter: meters.key, keyProperty: meters.keyProperty })
    .from(usageEvents)
    .innerJoin(meters, eq(meters.id, usageEvents.meterId))
    .where(
      and(
        inArray(
          usageEvents.subscriptionId,
          asked.map(({ subscriptionId }) => subscriptionId),
        ),
        gte(usageEvents.happenedOn, sql`${begin}::date`),
        lte(usageEvents.recordedAt, ctx.now),
      ),
    )
    .orderBy(asc(usageEvents.sequence));
  return new Map(
    [...groupBy(rows, ({ event }) => event.subscriptionId)].map(([id, own]) => [
      id,
      own.map(({ event, meter, keyProperty }) => ({
        meter,
        at: event.happenedAt,
        value: parseRational(event.value),
        key: keyOfEvent(event.properties, keyProperty),
        op: event.op,
        properties: event.properties,
      })),
    ]),
  );
};

const openingLevels = async (
  ctx: ServiceContext,
  asked: readonly EventsAsked[],
  begin: PlainDate,
): Promise<Map<string, MeteredEvent[]>> => {
  const wanted = asked.flatMap(({ levelsOf, ...of }) => levelsOf.map((meter) => ({ ...of, meter, before: begin })));
  const levels = await sumLevels(ctx, wanted);
  // Before every event of the days that follow, wherever they are counted.
  const at = startOfDay(addDays(begin, -1), "UTC");
  const toEvent = ({ meter, level }: OpeningLevel): MeteredEvent => ({
    ...{ meter, at, value: level, key: null, op: "set", properties: null },
  });
  return new Map(
    [...groupBy(levels, ({ subscriptionId }) => subscriptionId)].map(([id, own]) => [id, own.map(toEvent)]),
  );
};
