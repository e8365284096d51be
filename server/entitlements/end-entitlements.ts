import { lockAccount } from "@/server/accounts";
import { emitAll, inTransaction, recordAudit, type ServiceContext } from "@/server/platform";
import { listSubscriptionsByIds } from "@/server/subscriptions";
import { entitlementsChanged } from "./events";

/**
 * Says that accounts may use less since these subscriptions ended. The entitlements know their last day themselves, so
 * told twice the product is told the same twice.
 */
export const endEntitlements = async (ctx: ServiceContext, subscriptionIds: readonly string[]): Promise<void> => {
  const ended = await listSubscriptionsByIds(ctx, subscriptionIds);
  for (const accountId of new Set(ended.map((subscription) => subscription.accountId))) {
    await inTransaction(ctx, async (inner) => {
      await lockAccount(inner, accountId);
      const subjectIds = ended.filter((subscription) => subscription.accountId === accountId).map(({ id }) => id);
      await recordAudit(inner, { action: "entitlements:end", accountId, subjectIds });
      emitAll(inner, entitlementsChanged, [accountId]);
    });
  }
};
