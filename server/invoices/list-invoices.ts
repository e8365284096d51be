import { requireAccountAct, type ServiceContext } from "@/server/platform";
import { type InvoicePlace, type InvoiceSummary, listSummaries } from "./invoice-queries";

/** More than any account has: a monthly invoice for 160 years. */
export const invoicesOfAccountMax = 2000;

export type ListInvoicesInput = {
  readonly accountId: string;
  readonly limit?: number;
  readonly before?: InvoicePlace | null;
  readonly isOpen?: boolean;
  /** Only these. */
  readonly ids?: readonly string[];
};

/** The invoices of an account, newest first, by pages. */
export const listInvoices = async (ctx: ServiceContext, input: ListInvoicesInput): Promise<InvoiceSummary[]> => {
  requireAccountAct(ctx.actor, input.accountId, "read_money");
  return listSummaries(ctx, {
    accountId: input.accountId,
    limit: input.limit ?? 50,
    before: input.before ?? null,
    isOpen: input.isOpen,
    ids: input.ids,
  });
};
