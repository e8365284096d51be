import { requireAccountAct, type ServiceContext } from "@/server/platform";
import { type AccountCredit, listBalances, listMovements, type StoredMovement } from "./credit-store";

export type AccountCreditView = {
  readonly balances: readonly AccountCredit[];
  /** Newest first. */
  readonly movements: readonly StoredMovement[];
};

/** The money held for an account, by seller and currency, and how it came and went. */
export const listAccountCredit = async (ctx: ServiceContext, accountId: string): Promise<AccountCreditView> => {
  requireAccountAct(ctx.actor, accountId, "read_money");
  return { balances: await listBalances(ctx, [accountId]), movements: await listMovements(ctx, accountId) };
};
