import { emitAll, recordAudit, type TransactionContext } from "@/server/platform";
import { type Account, setActivated } from "./accounts-store";
import { accountActivated } from "./events";

/** Idempotent: an account is activated by the first of its orders that completes. */
export const activateAccount = async (ctx: TransactionContext, account: Account): Promise<void> => {
  if (account.activatedAt) return;
  await setActivated(ctx, account.id);
  await recordAudit(ctx, { action: "accounts:activate", accountId: account.id, subjectIds: [account.id] });
  emitAll(ctx, accountActivated, [account.id]);
};
