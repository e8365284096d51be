import { inArray } from "drizzle-orm";
import { subscriptions } from "@/db/schema/subscriptions";
import { instantOf } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { toPoint } from "./core";

/** Whose a subscription is, where its days are counted, and from when to when it runs. */
export type ServiceSpan = {
  readonly id: string;
  readonly accountId: string;
  readonly sellerId: string;
  readonly timeZone: string;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
};

/** Without their charges: asked for hundreds at once, with every report of usage. */
export const listServiceSpans = async (ctx: ServiceContext, ids: readonly string[]): Promise<ServiceSpan[]> => {
  if (ids.length === 0) return [];
  const { id, accountId, sellerId, timeZone, startOn, startAt, endOn, endAt } = subscriptions;
  const rows = await ctx.db
    .select({ id, accountId, sellerId, timeZone, startOn, startAt, endOn, endAt })
    .from(subscriptions)
    .where(inArray(subscriptions.id, [...ids]));
  return rows.map((row) => ({
    id: row.id,
    accountId: row.accountId,
    sellerId: row.sellerId,
    timeZone: row.timeZone,
    startsAt: instantOf(toPoint(row.startOn, row.startAt), row.timeZone),
    endsAt: row.endOn === null ? null : instantOf(toPoint(row.endOn, row.endAt), row.timeZone),
  }));
};
