import { and, asc, eq, gt, inArray, isNotNull, lte, sql } from "drizzle-orm";
import { invoiceBalances, invoices } from "@/db/schema/invoices";
import type { PlainDate } from "@/server/kernel";
import type { ServiceContext, TransactionContext } from "@/server/platform";

export type OpenInvoice = {
  readonly invoiceId: string;
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly policyId: number;
  readonly dueOn: PlainDate;
  readonly balanceMinor: bigint;
};

const openFields = {
  invoiceId: invoiceBalances.invoiceId,
  accountId: invoiceBalances.accountId,
  sellerId: invoiceBalances.sellerId,
  currency: invoiceBalances.currency,
  policyId: invoices.policyId,
  dueOn: sql<PlainDate>`${invoiceBalances.dueOn}::text`,
  balanceMinor: invoiceBalances.balanceMinor,
};

/** Only what one seller is owed. */
export type CollectionScope = { readonly sellerId?: string };

const isToCollect = (now: Date, { sellerId }: CollectionScope) =>
  and(lte(invoiceBalances.collectAt, now), sellerId === undefined ? undefined : eq(invoiceBalances.sellerId, sellerId));

/** Accounts with an invoice whose day of collection has come, oldest first. */
export const listAccountsToCollect = async (
  ctx: ServiceContext,
  { limit, ...scope }: CollectionScope & { readonly limit: number },
): Promise<string[]> => {
  const rows = await ctx.db
    .select({ accountId: invoiceBalances.accountId })
    .from(invoiceBalances)
    .where(isToCollect(ctx.now, scope))
    .orderBy(asc(invoiceBalances.collectAt))
    .limit(limit);
  return [...new Set(rows.map((row) => row.accountId))];
};

/** Takes what is to be collected of these locked accounts: each invoice is handed out once. */
export const takeInvoicesToCollect = async (
  ctx: TransactionContext,
  accountIds: readonly string[],
  scope: CollectionScope,
): Promise<OpenInvoice[]> => {
  if (accountIds.length === 0) return [];
  const taken = await ctx.db
    .update(invoiceBalances)
    .set({ collectAt: null })
    .where(and(isToCollect(ctx.now, scope), inArray(invoiceBalances.accountId, [...accountIds])))
    .returning({ id: invoiceBalances.invoiceId });
  return listOpenInvoices(
    ctx,
    taken.map(({ id }) => id),
  );
};

/** Those of these invoices that still have a balance. */
export const listOpenInvoices = async (ctx: ServiceContext, ids: readonly string[]): Promise<OpenInvoice[]> => {
  if (ids.length === 0) return [];
  return ctx.db
    .select(openFields)
    .from(invoiceBalances)
    .innerJoin(invoices, eq(invoices.id, invoiceBalances.invoiceId))
    .where(and(inArray(invoiceBalances.invoiceId, [...ids]), gt(invoiceBalances.balanceMinor, 0n)))
    .orderBy(asc(invoiceBalances.dueOn), asc(invoiceBalances.invoiceId));
};

/** What accounts still owe, invoice by invoice. */
export const listOpenInvoicesOfAccounts = (
  ctx: ServiceContext,
  accountIds: readonly string[],
): Promise<{ invoiceId: string; accountId: string }[]> =>
  ctx.db
    .select({ invoiceId: invoiceBalances.invoiceId, accountId: invoiceBalances.accountId })
    .from(invoiceBalances)
    .where(and(inArray(invoiceBalances.accountId, [...accountIds]), gt(invoiceBalances.balanceMinor, 0n)));

/** When an invoice is collected next: after an attempt that failed. */
export const planCollection = async (ctx: TransactionContext, invoiceId: string, at: Date): Promise<void> => {
  await ctx.db.update(invoiceBalances).set({ collectAt: at }).where(eq(invoiceBalances.invoiceId, invoiceId));
};

/** Collects nothing of these invoices by itself any more; answers with what was to be collected, and when. */
export const holdCollections = async (
  ctx: TransactionContext,
  invoiceIds: readonly string[],
): Promise<{ readonly invoiceId: string; readonly collectAt: Date }[]> => {
  if (invoiceIds.length === 0) return [];
  const isPlanned = and(inArray(invoiceBalances.invoiceId, [...invoiceIds]), isNotNull(invoiceBalances.collectAt));
  const planned = await ctx.db
    .select({ invoiceId: invoiceBalances.invoiceId, collectAt: invoiceBalances.collectAt })
    .from(invoiceBalances)
    .where(isPlanned);
  await ctx.db.update(invoiceBalances).set({ collectAt: null }).where(isPlanned);
  return planned.flatMap(({ invoiceId, collectAt }) => (collectAt ? [{ invoiceId, collectAt }] : []));
};

export const findNextCollectAt = async (
  ctx: ServiceContext,
  { sellerId }: CollectionScope = {},
): Promise<Date | null> => {
  const [row] = await ctx.db
    .select({ at: invoiceBalances.collectAt })
    .from(invoiceBalances)
    .where(
      and(
        gt(invoiceBalances.collectAt, ctx.now),
        sellerId === undefined ? undefined : eq(invoiceBalances.sellerId, sellerId),
      ),
    )
    .orderBy(asc(invoiceBalances.collectAt))
    .limit(1);
  return row?.at ?? null;
};
