import { bookEntries } from "@/server/ledger";
import { actorId, emitAll, makeId, recordAudit, type TransactionContext } from "@/server/platform";
import { type CreditMovement, creditPostings } from "./core";
import { changeBalances, insertMovements } from "./credit-store";
import { accountCreditMoved } from "./events";

/**
 * Moves account credit by the batch: rows, balances, entries and news in the transaction that is open. Whoever calls has
 * locked the accounts and checked the right to it.
 */
export const moveCredit = async (ctx: TransactionContext, movements: readonly CreditMovement[]): Promise<string[]> => {
  if (movements.length === 0) return [];
  const moved = movements.map((movement) => ({ movement, id: makeId("acm") }));
  const ids = moved.map(({ id }) => id);
  await changeBalances(ctx, movements);
  await insertMovements(
    ctx,
    moved.map(({ movement, id }) => ({
      ...movement,
      id,
      actorKind: ctx.actor.kind,
      actorId: actorId(ctx.actor),
      movedAt: ctx.now,
    })),
  );
  await bookEntries(
    ctx,
    moved.map(({ movement, id }) => ({
      sellerId: movement.sellerId,
      accountId: movement.accountId,
      postedOn: movement.movedOn,
      source: { kind: "account_credit" as const, id },
      policyId: movement.policyId,
      postings: creditPostings(movement),
    })),
  );
  const accountIds = new Set(movements.map(({ accountId }) => accountId));
  await recordAudit(ctx, {
    action: "credits:move",
    accountId: accountIds.size === 1 ? (movements[0]?.accountId ?? null) : null,
    subjectIds: ids,
  });
  emitAll(ctx, accountCreditMoved, ids);
  return ids;
};
