import { eq } from "drizzle-orm";
import { billingPolicies } from "@/db/schema/subscriptions";
import { invariant, type RoundingMode } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export type BillingPolicy = { readonly id: number; readonly rounding: RoundingMode };

/** The conventions every sale is billed by until a company chooses others. */
export const standardPolicyId = 1;

const standardConventions: Readonly<Record<string, string>> = {
  alignment: "anniversary",
  basis: "actual_days",
  changeDay: "new_plan",
  rounding: "half_away_from_zero",
  taxLevel: "document",
  revenue: "day",
};

export const registerStandardPolicy = async (ctx: ServiceContext): Promise<void> => {
  await ctx.db
    .insert(billingPolicies)
    .values({ id: standardPolicyId, key: "standard", version: 1, conventions: standardConventions })
    .onConflictDoNothing();
};

export const getStandardPolicy = async (ctx: ServiceContext): Promise<BillingPolicy> => {
  const [row] = await ctx.db.select().from(billingPolicies).where(eq(billingPolicies.id, standardPolicyId));
  invariant(row?.conventions.rounding, "The standard billing policy is not registered: the database is not seeded.");
  return { id: row.id, rounding: row.conventions.rounding as RoundingMode };
};

/** Every registered version: what was sold under one goes on being billed by it. */
export const listBillingPolicies = async (ctx: ServiceContext): Promise<BillingPolicy[]> => {
  const rows = await ctx.db.select().from(billingPolicies);
  return rows.map((row) => ({ id: row.id, rounding: row.conventions.rounding as RoundingMode }));
};
