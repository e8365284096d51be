import { and, desc, eq, ilike, isNotNull, lt, or, sql } from "drizzle-orm";
import { accounts, contacts } from "@/db/schema/accounts";
import { formatAccountReference } from "@/server/accounts";
import { type AccountBalance, listOpenBalances } from "@/server/invoices";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { escapeLike } from "@/server/platform/escape-like";

export type AccountRow = {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly kind: "personal" | "business";
  readonly country: string;
  readonly email: string;
  readonly activatedAt: Date;
  readonly balances: readonly AccountBalance[];
};

export type AccountPage = { readonly rows: readonly AccountRow[]; readonly nextCursor: string | null };

export type ListAccountsInput = { readonly query?: string; readonly cursor?: string | null; readonly limit?: number };

/** Active accounts, newest first; the query is looked for in name, e-mail address and reference. */
export const listAccounts = async (ctx: ServiceContext, input: ListAccountsInput): Promise<AccountPage> => {
  requirePermission(ctx.actor, "accounts:read");
  const limit = Math.min(input.limit ?? 50, 200);
  const rows = await ctx.db
    .select({ account: accounts, email: contacts.email })
    .from(accounts)
    .innerJoin(contacts, eq(contacts.accountId, accounts.id))
    .where(
      and(
        isNotNull(accounts.activatedAt),
        matches(input.query),
        input.cursor ? lt(accounts.id, input.cursor) : undefined,
      ),
    )
    .orderBy(desc(accounts.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const seesMoney = ctx.actor.kind !== "staff" || ctx.actor.permissions.includes("invoices:read");
  const balances = await listOpenBalances(ctx, seesMoney ? page.map(({ account }) => account.id) : []);
  return {
    rows: page.map(({ account, email }) => ({
      id: account.id,
      reference: formatAccountReference(account.reference),
      name: account.name,
      kind: account.kind,
      country: account.country,
      email,
      activatedAt: account.activatedAt ?? account.createdAt,
      balances: (balances.get(account.id) ?? []).filter((balance) => balance.balanceMinor !== 0n),
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.account.id ?? null) : null,
  };
};

const matches = (query: string | undefined) => {
  const text = query?.trim();
  if (!text) return undefined;
  const pattern = `%${escapeLike(text)}%`;
  const digits = /^acc-0*(\d+)$/i.exec(text)?.[1];
  return or(
    ilike(accounts.name, pattern),
    ilike(contacts.email, pattern),
    digits ? eq(accounts.reference, sql`${digits}::bigint`) : undefined,
  );
};
