import { inTransaction, recordAudit, type ServiceContext } from "@/server/platform";
import { type Account, setActivated } from "./accounts-store";

/** Idempotent: an account is activated by the first of its orders that completes. */
export const activateAccount = (ctx: ServiceContext, account: Account): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    if (account.activatedAt) return;
    await setActivated(inner, account.id);
    await recordAudit(inner, { action: "accounts:activate", accountId: account.id, subjectIds: [account.id] });
  });
