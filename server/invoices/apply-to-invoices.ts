import { eq, sql } from "drizzle-orm";
import { invoiceBalances } from "@/db/schema/invoices";
import { DomainError } from "@/server/kernel";
import type { TransactionContext } from "@/server/platform";
import type { ClosedAs } from "./core";

export type BalanceReduction = { readonly invoiceId: string; readonly amountMinor: bigint };

/** Lowers open balances, never below zero: more than what is left is refused and nothing happens. */
export const applyToInvoices = async (
  ctx: TransactionContext,
  reductions: readonly BalanceReduction[],
): Promise<void> => {
  const byInvoice = new Map<string, bigint>();
  for (const { invoiceId, amountMinor } of reductions) {
    byInvoice.set(invoiceId, (byInvoice.get(invoiceId) ?? 0n) + amountMinor);
  }
  if (byInvoice.size === 0) return;
  const changed = await ctx.db.execute<{ id: string }>(sql`
    update ${invoiceBalances} set balance_minor = ${invoiceBalances.balanceMinor} - given.amount
    from unnest(${`{${[...byInvoice.keys()].join(",")}}`}::text::text[],
                ${`{${[...byInvoice.values()].join(",")}}`}::text::bigint[]) as given(id, amount)
    where ${invoiceBalances.invoiceId} = given.id and ${invoiceBalances.balanceMinor} >= given.amount
    returning ${invoiceBalances.invoiceId} as id`);
  const reduced = new Set(changed.map(({ id }) => id));
  const refused = [...byInvoice.keys()].find((id) => !reduced.has(id));
  if (refused === undefined) return;
  throw new DomainError("conflict", "invoice.balance_too_small", "No more than an invoice's balance can be paid.", {
    invoiceId: refused,
  });
};

/** Opens again what money had paid that was given back. */
export const reopenOnInvoice = async (
  ctx: TransactionContext,
  { invoiceId, amountMinor }: BalanceReduction,
): Promise<void> => {
  await ctx.db
    .update(invoiceBalances)
    .set({ balanceMinor: sql`${invoiceBalances.balanceMinor} + ${amountMinor.toString()}::bigint` })
    .where(eq(invoiceBalances.invoiceId, invoiceId));
};

/** Marks how an invoice was closed that is not paid. */
export const closeInvoice = async (ctx: TransactionContext, invoiceId: string, closedAs: ClosedAs): Promise<void> => {
  await ctx.db.update(invoiceBalances).set({ closedAs }).where(eq(invoiceBalances.invoiceId, invoiceId));
};
