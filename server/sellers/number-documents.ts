import { sql } from "drizzle-orm";
import { numberCounters } from "@/db/schema/sellers";
import { invariant } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export type NumberSeries = { readonly sellerId: string; readonly series: string; readonly year: number };

/**
 * Takes `count` numbers of a series, without gaps: the first of them. Call it last in a transaction, for everyone who
 * posts in this series waits from here to the commit.
 */
export const takeNumbers = async (ctx: ServiceContext, series: NumberSeries, count: number): Promise<bigint> => {
  invariant(count > 0, "At least one number is taken.");
  const [row] = await ctx.db
    .insert(numberCounters)
    .values({ ...series, lastNumber: BigInt(count) })
    .onConflictDoUpdate({
      target: [numberCounters.sellerId, numberCounters.series, numberCounters.year],
      set: { lastNumber: sql`${numberCounters.lastNumber} + ${count}` },
    })
    .returning({ lastNumber: numberCounters.lastNumber });
  invariant(row, "A counter answers with its new state.");
  return row.lastNumber - BigInt(count) + 1n;
};

/** INV-2026-0000001: series, year, seven digits or more. */
export const formatDocumentNumber = ({ series, year }: NumberSeries, sequence: bigint): string =>
  `${series}-${year}-${sequence.toString().padStart(7, "0")}`;
