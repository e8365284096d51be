import { and, asc, desc, eq, getTableColumns, gt, inArray, sql } from "drizzle-orm";
import { accountCreditBalances, accountCreditMovements } from "@/db/schema/credits";
import type { PlainDate } from "@/server/kernel";
import { insertRows, type ServiceContext, type TransactionContext } from "@/server/platform";
import { type CreditMovement, type CreditPlace, creditPlaceKey } from "./core";

export type StoredMovement = CreditMovement & {
  readonly id: string;
  readonly grantId: string;
  readonly movedAt: Date;
};

/** An entry with what its account had afterwards, by seller and currency. */
export type MovementWithBalance = StoredMovement & { readonly balanceMinor: bigint };

const toMovement = (row: typeof accountCreditMovements.$inferSelect): StoredMovement => ({
  ...row,
  movedOn: row.movedOn as PlainDate,
});

export const insertMovements = (
  ctx: TransactionContext,
  rows: readonly (typeof accountCreditMovements.$inferInsert)[],
): Promise<void> => insertRows(ctx, accountCreditMovements, rows);

export const findMovementOfRequest = async (
  ctx: ServiceContext,
  accountId: string,
  requestKey: string,
): Promise<StoredMovement | null> => {
  const [row] = await ctx.db
    .select()
    .from(accountCreditMovements)
    .where(and(eq(accountCreditMovements.accountId, accountId), eq(accountCreditMovements.requestKey, requestKey)));
  return row ? toMovement(row) : null;
};

export const countMovements = (ctx: ServiceContext, accountId: string): Promise<number> =>
  ctx.db.$count(accountCreditMovements, eq(accountCreditMovements.accountId, accountId));

export const listMovements = async (
  ctx: ServiceContext,
  accountId: string,
  limit: number,
): Promise<MovementWithBalance[]> => {
  const { sellerId, currency, amountMinor, movedAt, id } = accountCreditMovements;
  const rows = await ctx.db
    .select({
      ...getTableColumns(accountCreditMovements),
      balance: sql<string>`(sum(${amountMinor}) over (partition by ${sellerId}, ${currency} order by ${movedAt}, ${id}))::text`,
    })
    .from(accountCreditMovements)
    .where(eq(accountCreditMovements.accountId, accountId))
    .orderBy(desc(movedAt), desc(id))
    .limit(limit);
  return rows.map(({ balance, ...row }) => ({ ...toMovement(row), balanceMinor: BigInt(balance) }));
};

/** What is held, by place; taken for this transaction, in one order, where it is about to change. */
export const lockBalances = async (
  ctx: TransactionContext,
  accountIds: readonly string[],
): Promise<Map<string, bigint>> => {
  const rows = await ctx.db
    .select()
    .from(accountCreditBalances)
    .where(inArray(accountCreditBalances.accountId, [...new Set(accountIds)]))
    .orderBy(
      asc(accountCreditBalances.accountId),
      asc(accountCreditBalances.sellerId),
      asc(accountCreditBalances.currency),
    )
    .for("no key update");
  return new Map(rows.map((row) => [creditPlaceKey(row), row.balanceMinor]));
};

/** Adds to what is held, or takes from it; the database refuses what would fall below zero. */
export const changeBalances = async (
  ctx: TransactionContext,
  changes: readonly (CreditPlace & { readonly amountMinor: bigint })[],
): Promise<void> => {
  const sums = new Map<string, CreditPlace & { readonly amountMinor: bigint }>();
  for (const { accountId, sellerId, currency, amountMinor } of changes) {
    const key = creditPlaceKey({ accountId, sellerId, currency });
    const summed = (sums.get(key)?.amountMinor ?? 0n) + amountMinor;
    sums.set(key, { accountId, sellerId, currency, amountMinor: summed });
  }
  const inOrder = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
  const column = (values: readonly unknown[]) => sql`${`{${values.join(",")}}`}::text`;
  const given = sql`unnest(
    ${column(inOrder.map(({ accountId }) => accountId))}::text[],
    ${column(inOrder.map(({ sellerId }) => sellerId))}::text[],
    ${column(inOrder.map(({ currency }) => currency))}::text[],
    ${column(inOrder.map(({ amountMinor }) => amountMinor))}::bigint[]) as given(account, seller, currency, amount)`;
  // A row is made with nothing in it first: what is taken away cannot be inserted, only subtracted.
  await ctx.db.execute(sql`
    insert into ${accountCreditBalances} (account_id, seller_id, currency, balance_minor)
    select account, seller, currency, 0 from ${given} on conflict do nothing`);
  await ctx.db.execute(sql`
    update ${accountCreditBalances} b set balance_minor = b.balance_minor + given.amount from ${given}
    where b.account_id = given.account and b.seller_id = given.seller and b.currency = given.currency`);
};

export type AccountCredit = CreditPlace & { readonly balanceMinor: bigint };

/** What is held for accounts, without what is nothing. */
export const listBalances = async (ctx: ServiceContext, accountIds: readonly string[]): Promise<AccountCredit[]> => {
  if (accountIds.length === 0) return [];
  return ctx.db
    .select()
    .from(accountCreditBalances)
    .where(and(inArray(accountCreditBalances.accountId, [...accountIds]), gt(accountCreditBalances.balanceMinor, 0n)))
    .orderBy(
      asc(accountCreditBalances.accountId),
      asc(accountCreditBalances.currency),
      asc(accountCreditBalances.sellerId),
    );
};
