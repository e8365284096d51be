import { invariant } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { type BillingPolicy, listBillingPolicies } from "@/server/subscriptions";

/** Looks up those policies that were not met before, and tells each by its id: a registered one never changes. */
export const meetPolicies = async (
  ctx: ServiceContext,
  met: Map<number, BillingPolicy>,
  ids: readonly number[],
): Promise<(id: number) => BillingPolicy> => {
  const unknown = [...new Set(ids)].filter((id) => !met.has(id));
  for (const policy of await listBillingPolicies(ctx, unknown)) met.set(policy.id, policy);
  return (id) => policyOf(met, id);
};

export const policyOf = (met: ReadonlyMap<number, BillingPolicy>, id: number): BillingPolicy => {
  const policy = met.get(id);
  invariant(policy, `There is no billing policy ${id}.`);
  return policy;
};
