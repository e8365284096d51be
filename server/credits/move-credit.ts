import { bookEntries } from "@/server/ledger";
import { actorId, emitAll, makeId, recordAudit, type TransactionContext } from "@/server/platform";
import { type CreditGrantKind, type CreditMovement, creditPostings, type GrantTerms, ownMoney } from "./core";
import { changeBalances, insertMovements } from "./credit-store";
import { accountCreditMoved } from "./events";
import { changeGrantBalances, insertGrants } from "./grants-store";

/** A movement of the grant that is named, or one that opens a grant: of the account's own money where no terms are said. */
export type CreditMove = CreditMovement & {
  readonly of?: { readonly id: string; readonly kind: CreditGrantKind };
  readonly opens?: { readonly id?: string; readonly terms: GrantTerms };
};

const toMoved = ({ of, opens, ...movement }: CreditMove) => {
  const terms = opens?.terms ?? ownMoney;
  const grantId = of?.id ?? opens?.id ?? makeId("acg");
  return { id: makeId("acm"), movement, grantId, grantKind: of?.kind ?? terms.kind, opened: of ? [] : [terms] };
};

type Moved = ReturnType<typeof toMoved>;

const toGrants = ({ movement, grantId, opened }: Moved) => {
  const { accountId, sellerId, currency, amountMinor, movedOn } = movement;
  return opened.map((terms) => ({
    ...{ id: grantId, accountId, sellerId, currency, amountMinor, openedOn: movedOn },
    ...terms,
  }));
};

/**
 * Moves account credit by the batch: grants, rows, balances, entries and news in the transaction that is open. Whoever
 * calls has locked the accounts and checked the right to it.
 */
export const moveCredit = async (ctx: TransactionContext, moves: readonly CreditMove[]): Promise<string[]> => {
  if (moves.length === 0) return [];
  const moved = moves.map(toMoved);
  const ids = moved.map(({ id }) => id);
  await changeBalances(ctx, moves);
  await insertGrants(ctx, moved.flatMap(toGrants));
  await changeGrantBalances(
    ctx,
    moved.map(({ grantId, movement }) => ({ grantId, amountMinor: movement.amountMinor })),
  );
  await insertMovements(
    ctx,
    moved.map(({ movement, id, grantId }) => ({
      ...movement,
      ...{ id, grantId, actorKind: ctx.actor.kind, actorId: actorId(ctx.actor), movedAt: ctx.now },
    })),
  );
  await bookEntries(
    ctx,
    moved.map(({ movement, id, grantKind }) => ({
      sellerId: movement.sellerId,
      accountId: movement.accountId,
      postedOn: movement.movedOn,
      source: { kind: "account_credit" as const, id },
      policyId: movement.policyId,
      postings: creditPostings(movement, grantKind),
    })),
  );
  const accountIds = new Set(moves.map(({ accountId }) => accountId));
  await recordAudit(ctx, {
    action: "credits:move",
    accountId: accountIds.size === 1 ? (moves[0]?.accountId ?? null) : null,
    subjectIds: ids,
  });
  emitAll(ctx, accountCreditMoved, ids);
  return ids;
};
