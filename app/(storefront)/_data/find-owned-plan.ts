import { publicContext, signedIn } from "@/server/auth/request-context";
import { listPublishedRatePlans } from "@/server/catalog";
import { listSubscriptionsOfAccounts } from "@/server/subscriptions";

/** The plan that whoever is signed in has already, so that it is not sold to them again. */
export const findOwnedPlan = async (): Promise<string | null> => {
  const memberships = (await signedIn())?.memberships ?? [];
  if (memberships.length === 0) return null;
  const ctx = await publicContext();
  const subscriptions = await listSubscriptionsOfAccounts(
    ctx,
    memberships.map(({ accountId }) => accountId),
  );
  const owned = new Set(
    subscriptions
      .filter(({ status }) => status === "active")
      .flatMap(({ charges }) => charges.map((c) => c.ratePlanId)),
  );
  const plans = await listPublishedRatePlans(ctx);
  return plans.find(({ id, isAddOn }) => !isAddOn && owned.has(id))?.key ?? null;
};
