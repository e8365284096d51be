import { requireAccountAct, type ServiceContext } from "@/server/platform";
import {
  type AccountCredit,
  countMovements,
  listBalances,
  listMovements,
  type MovementWithBalance,
} from "./credit-store";
import { listOpenGrants, type StoredGrant } from "./grants-store";

/** More than this of one account nobody reads on a screen. */
const movementsMax = 1_000;

export type AccountCreditView = {
  readonly balances: readonly AccountCredit[];
  /** What is left of each grant, oldest first. */
  readonly grants: readonly StoredGrant[];
  /** Newest first, each with what was held after it. */
  readonly movements: readonly MovementWithBalance[];
  readonly movementCount: number;
};

/** The money held for an account, by seller and currency, in which grants it stands, and how it came and went. */
export const listAccountCredit = async (
  ctx: ServiceContext,
  accountId: string,
  limit = movementsMax,
): Promise<AccountCreditView> => {
  requireAccountAct(ctx.actor, accountId, "read_money");
  return {
    balances: await listBalances(ctx, [accountId]),
    grants: await listOpenGrants(ctx, [accountId]),
    movements: await listMovements(ctx, accountId, limit),
    movementCount: await countMovements(ctx, accountId),
  };
};
