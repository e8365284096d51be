import { and, asc, eq, gt, isNull, lte, or } from "drizzle-orm";
import { entitlements } from "@/db/schema/entitlements";
import type { FeatureValue } from "@/server/catalog/core";
import { groupBy, type PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { effectiveValue } from "./core/effective-value";

export type Entitlement = {
  readonly feature: string;
  readonly value: FeatureValue;
  readonly origins: readonly string[];
  readonly sinceOn: PlainDate;
};

/** What an account may use on a day, each with its origin. Callers have checked the right to see the account. */
export const listEntitlements = async (
  ctx: ServiceContext,
  accountId: string,
  day: PlainDate,
): Promise<Entitlement[]> => {
  const rows = await ctx.db
    .select()
    .from(entitlements)
    .where(
      and(
        eq(entitlements.accountId, accountId),
        lte(entitlements.effectiveFromOn, day),
        or(isNull(entitlements.effectiveUntilOn), gt(entitlements.effectiveUntilOn, day)),
      ),
    )
    .orderBy(asc(entitlements.createdAt), asc(entitlements.id));
  return [...groupBy(rows, (row) => row.feature)].flatMap(([feature, sources]) => {
    const effective = effectiveValue(feature, sources);
    const [first] = sources;
    return effective && first ? [{ feature, ...effective, sinceOn: first.effectiveFromOn as PlainDate }] : [];
  });
};
