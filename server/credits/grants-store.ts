import { and, asc, eq, gt, inArray, isNotNull, lte, min, sql } from "drizzle-orm";
import { accountCreditGrantBalances, accountCreditGrants, accountCreditMovements } from "@/db/schema/credits";
import { groupBy, type PlainDate, sumMinor } from "@/server/kernel";
import { insertRows, type ServiceContext, type TransactionContext } from "@/server/platform";
import type { HeldGrant } from "./core";

export type StoredGrant = HeldGrant & { readonly amountMinor: bigint; readonly openedOn: PlainDate };

type Row = { readonly grant: typeof accountCreditGrants.$inferSelect; readonly remainingMinor: bigint };

const toGrant = ({ grant, remainingMinor }: Row): StoredGrant => ({
  ...grant,
  remainingMinor,
  expiresOn: grant.expiresOn as PlainDate | null,
  openedOn: grant.openedOn as PlainDate,
});

const columns = { grant: accountCreditGrants, remainingMinor: accountCreditGrantBalances.remainingMinor };

const isLeft = gt(accountCreditGrantBalances.remainingMinor, 0n);

/** The grants of accounts of which something is left, oldest first. */
export const listOpenGrants = async (ctx: ServiceContext, accountIds: readonly string[]): Promise<StoredGrant[]> => {
  if (accountIds.length === 0) return [];
  const rows = await ctx.db
    .select(columns)
    .from(accountCreditGrantBalances)
    .innerJoin(accountCreditGrants, eq(accountCreditGrants.id, accountCreditGrantBalances.grantId))
    .where(and(inArray(accountCreditGrantBalances.accountId, [...new Set(accountIds)]), isLeft))
    .orderBy(asc(accountCreditGrants.id));
  return rows.map(toGrant);
};

export const findGrant = async (ctx: ServiceContext, id: string): Promise<StoredGrant | null> => {
  const [row] = await ctx.db
    .select(columns)
    .from(accountCreditGrantBalances)
    .innerJoin(accountCreditGrants, eq(accountCreditGrants.id, accountCreditGrantBalances.grantId))
    .where(eq(accountCreditGrants.id, id));
  return row ? toGrant(row) : null;
};

export type TakenOfGrant = { readonly grant: StoredGrant; readonly takenMinor: bigint; readonly takenAt: Date };

/** What an invoice took of each grant. */
export const listTakenByInvoice = async (ctx: ServiceContext, invoiceId: string): Promise<TakenOfGrant[]> => {
  const rows = await ctx.db
    .select({ ...columns, amountMinor: accountCreditMovements.amountMinor, takenAt: accountCreditMovements.movedAt })
    .from(accountCreditMovements)
    .innerJoin(accountCreditGrants, eq(accountCreditGrants.id, accountCreditMovements.grantId))
    .innerJoin(accountCreditGrantBalances, eq(accountCreditGrantBalances.grantId, accountCreditGrants.id))
    .where(and(eq(accountCreditMovements.invoiceId, invoiceId), eq(accountCreditMovements.kind, "applied")))
    .orderBy(asc(accountCreditMovements.id));
  return rows.map(({ amountMinor, takenAt, ...row }) => ({ grant: toGrant(row), takenMinor: -amountMinor, takenAt }));
};

export type NewGrant = Omit<HeldGrant, "remainingMinor"> & {
  readonly amountMinor: bigint;
  readonly openedOn: PlainDate;
};

/** With nothing left in them yet: the movement that opens a grant fills it. */
export const insertGrants = async (ctx: TransactionContext, grants: readonly NewGrant[]): Promise<void> => {
  await insertRows(
    ctx,
    accountCreditGrants,
    grants.map(({ scope, ...grant }) => ({ ...grant, scope: scope && [...scope], openedAt: ctx.now })),
  );
  await insertRows(
    ctx,
    accountCreditGrantBalances,
    grants.map(({ id, accountId, expiresOn }) => ({ grantId: id, accountId, expiresOn, remainingMinor: 0n })),
  );
};

/** Adds to what is left of grants, or takes from it; the database refuses what would fall below zero. */
export const changeGrantBalances = async (
  ctx: TransactionContext,
  changes: readonly { readonly grantId: string; readonly amountMinor: bigint }[],
): Promise<void> => {
  const byGrant = groupBy(changes, ({ grantId }) => grantId);
  const ids = [...byGrant.keys()].sort();
  const sums = ids.map((id) => sumMinor((byGrant.get(id) ?? []).map(({ amountMinor }) => amountMinor)));
  await ctx.db.execute(sql`
    update ${accountCreditGrantBalances} b set remaining_minor = b.remaining_minor + given.amount
    from unnest(${`{${ids.join(",")}}`}::text::text[], ${`{${sums.join(",")}}`}::text::bigint[]) as given(grant_id, amount)
    where b.grant_id = given.grant_id`);
};

const expires = and(isLeft, isNotNull(accountCreditGrantBalances.expiresOn));

/** Accounts with something left in a grant that expires on a day or before. */
export const listAccountsExpiringBy = async (ctx: ServiceContext, day: PlainDate): Promise<string[]> => {
  const rows = await ctx.db
    .selectDistinct({ accountId: accountCreditGrantBalances.accountId })
    .from(accountCreditGrantBalances)
    .where(and(expires, lte(accountCreditGrantBalances.expiresOn, day)))
    .orderBy(asc(accountCreditGrantBalances.accountId));
  return rows.map(({ accountId }) => accountId);
};

/** The first day on which something expires. */
export const findFirstExpiry = async (ctx: ServiceContext): Promise<PlainDate | null> => {
  const [row] = await ctx.db
    .select({ day: min(accountCreditGrantBalances.expiresOn) })
    .from(accountCreditGrantBalances)
    .where(expires);
  return (row?.day ?? null) as PlainDate | null;
};
