import { and, count, eq, notInArray, sql } from "drizzle-orm";
import { subscriptions } from "@/db/schema/subscriptions";
import type { ServiceContext } from "@/server/platform";

/** How many subscriptions of a seller that go on are billed by each policy. */
export const countSubscriptionsByPolicy = async (
  ctx: ServiceContext,
  sellerId: string,
): Promise<ReadonlyMap<number, number>> => {
  const rows = await ctx.db
    .select({ policyId: subscriptions.policyId, count: count() })
    .from(subscriptions)
    .where(
      and(eq(subscriptions.sellerId, sellerId), notInArray(subscriptions.status, ["draft", "canceled", "expired"])),
    )
    .groupBy(subscriptions.policyId);
  return new Map(rows.map((row) => [row.policyId, row.count]));
};

export type RecordedChoice = {
  readonly at: Date;
  /** Null where no person chose. */
  readonly by: string | null;
  readonly policyId: number;
  readonly insteadOf: number;
};

type Raw = {
  readonly at: string;
  readonly by: string | null;
  readonly policy_id: number;
  readonly instead_of: number;
};

const shownMax = 20;

/** The policies that were chosen for a seller, newest first. */
export const listPolicyChoices = async (ctx: ServiceContext, sellerId: string): Promise<RecordedChoice[]> => {
  const rows = await ctx.db.execute<Raw>(sql`
    select to_json(a.business_at)#>>'{}' as at, u.name as by, (a.details->>'policyId')::int as policy_id,
      (a.details->>'insteadOf')::int as instead_of
    from audit_entries a left join users u on u.id = a.actor_id
    where a.action = 'subscriptions:choose_policy' and cardinality(a.subject_ids) <= 20
      and a.subject_ids @> array[${sellerId}::text] and a.details ? 'insteadOf'
    order by a.id desc limit ${shownMax}`);
  return [...rows].map(({ at, by, policy_id, instead_of }) => ({
    at: new Date(at),
    by,
    policyId: policy_id,
    insteadOf: instead_of,
  }));
};
