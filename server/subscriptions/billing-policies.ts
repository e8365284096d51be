import { eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { billingPolicies } from "@/db/schema/subscriptions";
import { DomainError, InvariantViolation, invariant, roundingModes } from "@/server/kernel";
import { hashOf } from "@/server/kernel/hash";
import { inTransaction, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import { prorationBases } from "@/server/rating/core";
import { getSeller, setSellerPolicy } from "@/server/sellers";
import {
  type Conventions,
  changeTimes,
  type PolicyChoices,
  standardCollectionPolicy,
  standardDocumentPolicy,
  standardSubscriptionPolicy,
  voidingWays,
  withChoices,
} from "./core";

export type BillingPolicy = Conventions & { readonly id: number };

/** The conventions every sale is billed by until a company chooses others. */
export const standardPolicyId = 1;

export const standardConventions: Conventions = {
  service: standardSubscriptionPolicy,
  documents: standardDocumentPolicy,
  collection: standardCollectionPolicy,
};

const stored = z.strictObject({
  service: z.strictObject({
    proration: z.strictObject({
      basis: z.enum(prorationBases),
      fixedMonthDays: z.int().min(1).max(31),
    }),
    parts: z.enum(["prorated", "none", "full", "credit_only"]).default("prorated"),
    rounding: z.enum(roundingModes),
    alignment: z.enum(["anniversary", "calendar"]),
    credits: z.enum(["prorate", "none"]),
    changeDay: z.enum(["new", "old"]),
    intervalChange: z.enum(["restart", "keep_anchor"]),
    rebase: z.boolean(),
    pause: z.enum(["credit", "no_credit"]),
    // Policies that were registered before these could be chosen say nothing of them.
    downgrades: z.enum(changeTimes).default("period_end"),
    upgrades: z.enum(changeTimes).default("now"),
    amountCoupons: z.enum(["split", "each_charge"]).default("each_charge"),
    trialUsage: z.enum(["billed", "free"]).default("free"),
  }),
  documents: z.strictObject({
    taxLevel: z.enum(["line", "document", "whole_document"]),
    ordersBilled: z.enum(["with_order", "with_run"]),
    changesBilled: z.enum(["now", "next_invoice"]),
    belowZero: z.enum(["wait", "negative_document", "credit_note"]),
    zeroTotals: z.enum(["none", "document"]),
    voiding: z.enum(voidingWays),
  }),
  collection: z.strictObject({
    mode: z.enum(["automatic", "manual"]),
    retryDelays: z.array(z.int().min(0).max(3_650)),
    finalAction: z.enum(["cancel", "suspend", "keep"]),
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

export type PolicyChoice = {
  readonly sellerId: string;
  readonly conventions: Conventions;
  /** The policy that was looked at; another one meanwhile is a conflict. Without it whatever holds is replaced. */
  readonly insteadOf?: number;
};

/** What a seller sells from now on is billed by these conventions; what was sold before keeps its own. */
export const choosePolicy = (
  ctx: ServiceContext,
  { sellerId, conventions, insteadOf }: PolicyChoice,
): Promise<BillingPolicy> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(ctx.actor, "policies:choose");
    const policy = await registerPolicy(inner, conventions);
    const before = await setSellerPolicy(inner, sellerId, policy.id);
    if (insteadOf !== undefined && before !== insteadOf) {
      throw new DomainError(
        "conflict",
        "policy.changed",
        "Somebody chose another policy meanwhile. Look at it, and choose again.",
        { field: "policy" },
      );
    }
    await recordAudit(inner, {
      action: "subscriptions:choose_policy",
      accountId: null,
      subjectIds: [sellerId],
      details: { policyId: policy.id, insteadOf: before },
    });
    return policy;
  });

/** What is chosen of the options that a seller has; its other conventions stay as they are. */
export const choosePolicyOptions = async (
  ctx: ServiceContext,
  { sellerId, choices, insteadOf }: { sellerId: string; choices: PolicyChoices; insteadOf: number },
): Promise<BillingPolicy> => {
  const { policyId } = await getSeller(ctx, sellerId);
  const conventions = withChoices(await getPolicy(ctx, policyId), choices);
  return choosePolicy(ctx, { sellerId, conventions, insteadOf });
};

/** The policy of these conventions: the one that has them, or a new one. A registered policy never changes. */
const registerPolicy = async (ctx: ServiceContext, conventions: Conventions): Promise<BillingPolicy> => {
  const checked = stored.parse(conventions);
  const key = hashOf(checked);
  if (key === hashOf(stored.parse(standardConventions))) return getPolicy(ctx, standardPolicyId);
  // Two who register at once may draw the same next id: the one that loses looks again.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const [row] = await ctx.db.select().from(billingPolicies).where(eq(billingPolicies.key, key));
    if (row) return toPolicy(row);
    await ctx.db.execute(sql`
      insert into ${billingPolicies} (id, key, version, conventions)
      select coalesce(max(id), 0) + 1, ${key}, 1, ${JSON.stringify(checked)}::text::jsonb from ${billingPolicies}
      on conflict do nothing`);
  }
  throw new InvariantViolation("A billing policy could not be registered.");
};

export const getPolicy = async (ctx: ServiceContext, id: number): Promise<BillingPolicy> => {
  const [row] = await ctx.db.select().from(billingPolicies).where(eq(billingPolicies.id, id));
  invariant(row, `There is no billing policy ${id}: the database is not seeded.`);
  return toPolicy(row);
};

/** Registered versions, or all there are: what was sold under one goes on being billed by it. */
export const listBillingPolicies = async (ctx: ServiceContext, ids?: readonly number[]): Promise<BillingPolicy[]> => {
  if (ids?.length === 0) return [];
  const wanted = ids && inArray(billingPolicies.id, [...ids]);
  return (await ctx.db.select().from(billingPolicies).where(wanted)).map(toPolicy);
};
