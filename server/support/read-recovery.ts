import { getAccount } from "@/server/accounts";
import { type InvoiceSummary, listInvoices } from "@/server/invoices";
import { compareDays, dayInZone } from "@/server/kernel";
import { type FailedAttempt, listFailedAttempts } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";

export type ToRecover = { readonly invoice: InvoiceSummary; readonly attempt: FailedAttempt | null };

const openMax = 200;

const compare = (one: bigint, other: bigint): number => Number(one > other) - Number(one < other);

/**
 * What an account has to see to: invoices that are overdue, or whose payment was declined; the most money first, and of
 * the same amount the oldest. */
export const readRecovery = async (ctx: ServiceContext, accountId: string): Promise<ToRecover[]> => {
  const open = await listInvoices(ctx, { accountId, isOpen: true, limit: openMax });
  if (open.length === 0) return [];
  const { timeZone } = await getAccount(ctx, accountId);
  const today = dayInZone(ctx.now, timeZone);
  const attempts = await listFailedAttempts(
    ctx,
    open.map(({ id }) => id),
  );
  return open
    .map((invoice) => ({ invoice, attempt: attempts.get(invoice.id) ?? null }))
    .filter(({ invoice, attempt }) => attempt !== null || compareDays(invoice.dueOn, today) < 0)
    .reverse()
    .sort((one, other) => compare(other.invoice.balanceMinor, one.invoice.balanceMinor));
};
