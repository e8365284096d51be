import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { subscriptionCharges } from "@/db/schema/subscriptions";
import type { ServiceContext } from "@/server/platform";
import { isPriced, readPrice } from "@/server/rating/core";

/** What the events of a meter are to say of themselves, because their price depends on it. */
export type PropertyRule = {
  readonly subscriptionId: string;
  readonly meterKey: string;
  readonly properties: readonly [string, string];
  readonly isPriced: (given: Readonly<Record<string, string | number | boolean>> | null) => boolean;
};

/** The rules of subscriptions whose usage is priced by what its events say; of most there are none. */
export const listPropertyRules = async (ctx: ServiceContext, ids: readonly string[]): Promise<PropertyRule[]> => {
  if (ids.length === 0) return [];
  const { subscriptionId, meterKey, price } = subscriptionCharges;
  const rows = await ctx.db
    .select({ subscriptionId, meterKey, price })
    .from(subscriptionCharges)
    .where(
      and(
        inArray(subscriptionId, [...ids]),
        isNull(subscriptionCharges.supersededAt),
        eq(subscriptionCharges.kind, "usage"),
        sql`${price} ->> 'model' = 'matrix'`,
      ),
    );
  return rows.flatMap((row): PropertyRule[] => {
    const read = readPrice(row.price);
    if (read.model !== "matrix" || row.meterKey === null) return [];
    const { properties } = read;
    return [{ ...row, meterKey: row.meterKey, properties, isPriced: (given) => isPriced(read, given) }];
  });
};
