import { and, eq, gte, sql } from "drizzle-orm";
import { invoiceBalances } from "@/db/schema/invoices";
import { DomainError } from "@/server/kernel";
import type { TransactionContext } from "@/server/platform";

export type BalanceReduction = { readonly invoiceId: string; readonly amountMinor: bigint };

/** Lowers open balances, never below zero: more than what is left is refused and nothing happens. */
export const applyToInvoices = async (
  ctx: TransactionContext,
  reductions: readonly BalanceReduction[],
): Promise<void> => {
  for (const { invoiceId, amountMinor } of reductions) {
    const changed = await ctx.db
      .update(invoiceBalances)
      .set({ balanceMinor: sql`${invoiceBalances.balanceMinor} - ${amountMinor}` })
      .where(and(eq(invoiceBalances.invoiceId, invoiceId), gte(invoiceBalances.balanceMinor, amountMinor)))
      .returning({ id: invoiceBalances.invoiceId });
    if (changed.length === 0) {
      throw new DomainError("conflict", "invoice.balance_too_small", "No more than an invoice's balance can be paid.", {
        invoiceId,
      });
    }
  }
};
