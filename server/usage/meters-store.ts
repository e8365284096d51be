import { and, asc, inArray } from "drizzle-orm";
import { meters } from "@/db/schema/usage";
import type { MeterAggregation } from "@/server/catalog/core";
import type { MeterId } from "@/server/kernel";
import { type ServiceContext, violates } from "@/server/platform";

export type Meter = {
  readonly id: MeterId;
  readonly sellerId: string;
  readonly key: string;
  readonly name: string;
  readonly unitLabel: string;
  readonly aggregation: MeterAggregation;
  /** The property of an event whose different values are counted; null of a meter that counts none. */
  readonly keyProperty: string | null;
  readonly createdAt: Date;
};

const toMeter = (row: typeof meters.$inferSelect): Meter => ({ ...row, id: row.id as MeterId });

/** False where the seller has a meter of this key already. */
export const insertMeter = async (ctx: ServiceContext, meter: Meter): Promise<boolean> => {
  try {
    await ctx.db.insert(meters).values(meter);
    return true;
  } catch (error) {
    if (violates(error, "meters_key")) return false;
    throw error;
  }
};

export const loadMeters = async (ctx: ServiceContext): Promise<Meter[]> =>
  (await ctx.db.select().from(meters).orderBy(asc(meters.sellerId), asc(meters.key))).map(toMeter);

export const findMeters = async (
  ctx: ServiceContext,
  sellerIds: readonly string[],
  keys: readonly string[],
): Promise<Meter[]> => {
  if (sellerIds.length === 0 || keys.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(meters)
    .where(and(inArray(meters.sellerId, [...sellerIds]), inArray(meters.key, [...keys])));
  return rows.map(toMeter);
};
