import { lockAccount, setBillingDay } from "@/server/accounts";
import { DomainError } from "@/server/kernel";
import { inTransaction, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import { listSubscriptionsOfAccounts } from "@/server/subscriptions";
import { goesOn } from "@/server/subscriptions/core";
import { changeSubscription } from "./change-subscription";

/** Moves the billing day of an account: of all that it subscribes to, and of what it will. */
export const moveBillingDayOfAccount = (
  ctx: ServiceContext,
  { accountId, day }: { readonly accountId: string; readonly day: number },
): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(ctx.actor, "subscriptions:change");
    if (!Number.isInteger(day) || day < 1 || day > 31) {
      throw new DomainError("invalid_input", "account.billing_day", "Give a day of the month, from 1 to 31.", {
        field: "billingDay",
      });
    }
    await lockAccount(inner, accountId);
    await setBillingDay(inner, accountId, day);
    await recordAudit(inner, { action: "accounts:move_billing_day", accountId, subjectIds: [accountId] });
    for (const subscription of await listSubscriptionsOfAccounts(inner, [accountId])) {
      if (!goesOn(subscription)) continue;
      await changeSubscription(inner, { subscriptionId: subscription.id, action: { action: "move_billing_day", day } });
    }
  });
