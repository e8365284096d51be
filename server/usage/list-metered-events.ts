import { and, asc, eq, gte, inArray, lte, sql } from "drizzle-orm";
import { meters, usageEvents } from "@/db/schema/usage";
import { groupBy, type PlainDate, parseRational } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { UsageEvent } from "./core";
import type { EventProperties } from "./usage-events-store";

/** An event with the key of its meter and what its sender said of it, as billing counts it. */
export type MeteredEvent = UsageEvent & { readonly meter: string; readonly properties: EventProperties | null };

/**
 * The events of subscriptions from a day each on that are known by now, by subscription, in the order in which they came
 * in. For callers who bill the subscriptions, or have checked the right to see them.
 */
export const listMeteredEvents = async (
  ctx: ServiceContext,
  asked: readonly { readonly subscriptionId: string; readonly from: PlainDate }[],
): Promise<Map<string, MeteredEvent[]>> => {
  if (asked.length === 0) return new Map();
  const earliest = asked.map(({ from }) => from).reduce((a, b) => (a < b ? a : b));
  const rows = await ctx.db
    .select({ event: usageEvents, meter: meters.key })
    .from(usageEvents)
    .innerJoin(meters, eq(meters.id, usageEvents.meterId))
    .where(
      and(
        inArray(
          usageEvents.subscriptionId,
          asked.map(({ subscriptionId }) => subscriptionId),
        ),
        gte(usageEvents.happenedOn, sql`${earliest}::date - 1`),
        lte(usageEvents.recordedAt, ctx.now),
      ),
    )
    .orderBy(asc(usageEvents.sequence));
  return new Map(
    [...groupBy(rows, ({ event }) => event.subscriptionId)].map(([id, own]) => [
      id,
      own.map(({ event, meter }) => ({
        meter,
        at: event.happenedAt,
        value: parseRational(event.value),
        key: null,
        op: "add" as const,
        properties: event.properties,
      })),
    ]),
  );
};
