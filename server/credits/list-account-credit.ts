import { requireAccountAct, type ServiceContext } from "@/server/platform";
import { type AccountCredit, listBalances, listMovements, type MovementWithBalance } from "./credit-store";
import { listOpenGrants, type StoredGrant } from "./grants-store";

export type AccountCreditView = {
  readonly balances: readonly AccountCredit[];
  /** What is left of each grant, oldest first. */
  readonly grants: readonly StoredGrant[];
  /** Newest first, each with what was held after it. */
  readonly movements: readonly MovementWithBalance[];
};

/** The money held for an account, by seller and currency, in which grants it stands, and how it came and went. */
export const listAccountCredit = async (ctx: ServiceContext, accountId: string): Promise<AccountCreditView> => {
  requireAccountAct(ctx.actor, accountId, "read_money");
  return {
    balances: await listBalances(ctx, [accountId]),
    grants: await listOpenGrants(ctx, [accountId]),
    movements: await listMovements(ctx, accountId),
  };
};
