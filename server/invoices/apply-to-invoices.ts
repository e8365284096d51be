import { sql } from "drizzle-orm";
import { invoiceBalances } from "@/db/schema/invoices";
import { DomainError } from "@/server/kernel";
import type { TransactionContext } from "@/server/platform";

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
