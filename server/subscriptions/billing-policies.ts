import { eq } from "drizzle-orm";
import { z } from "zod";
import { billingPolicies } from "@/db/schema/subscriptions";
import { invariant, roundingModes } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { type Conventions, standardDocumentPolicy, standardSubscriptionPolicy } from "./core";

export type BillingPolicy = Conventions & { readonly id: number };

/** The conventions every sale is billed by until a company chooses others. */
export const standardPolicyId = 1;

export const standardConventions: Conventions = {
  service: standardSubscriptionPolicy,
  documents: standardDocumentPolicy,
};

const stored = z.strictObject({
  service: z.strictObject({
    proration: z.strictObject({
      basis: z.enum(["actual", "second", "fixed_month"]),
      fixedMonthDays: z.int().min(1).max(31),
    }),
    rounding: z.enum(roundingModes),
    alignment: z.enum(["anniversary", "calendar"]),
    credits: z.enum(["prorate", "none"]),
    changeDay: z.enum(["new", "old"]),
    intervalChange: z.enum(["restart", "keep_anchor"]),
    rebase: z.boolean(),
    pause: z.enum(["credit", "no_credit"]),
  }),
  documents: z.strictObject({
    taxLevel: z.enum(["line", "document", "whole_document"]),
    ordersBilled: z.enum(["with_order", "with_run"]),
    changesBilled: z.enum(["now", "next_invoice"]),
    belowZero: z.enum(["wait", "negative_document"]),
    zeroTotals: z.enum(["none", "document"]),
    voiding: z.enum(["nothing", "bill_again"]),
  }),
});

const toPolicy = (row: typeof billingPolicies.$inferSelect): BillingPolicy => ({
  id: row.id,
  ...stored.parse(row.conventions),
});

export const registerStandardPolicy = async (ctx: ServiceContext): Promise<void> => {
  await ctx.db
    .insert(billingPolicies)
    .values({ id: standardPolicyId, key: "standard", version: 1, conventions: standardConventions })
    .onConflictDoNothing();
};

export const getStandardPolicy = async (ctx: ServiceContext): Promise<BillingPolicy> => {
  const [row] = await ctx.db.select().from(billingPolicies).where(eq(billingPolicies.id, standardPolicyId));
  invariant(row, "The standard billing policy is not registered: the database is not seeded.");
  return toPolicy(row);
};

/** Every registered version: what was sold under one goes on being billed by it. */
export const listBillingPolicies = async (ctx: ServiceContext): Promise<BillingPolicy[]> =>
  (await ctx.db.select().from(billingPolicies)).map(toPolicy);
