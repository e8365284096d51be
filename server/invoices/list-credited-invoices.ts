import { aliasedTable, and, asc, eq, isNull, ne, or } from "drizzle-orm";
import { invoiceBalances, invoiceLines, invoiceNumbers, invoices } from "@/db/schema/invoices";
import type { PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export type CreditedInvoice = { readonly id: string; readonly number: string; readonly issueOn: PlainDate };

/** The invoices that charged what the lines of another one give back, oldest first: none that was voided. */
export const listCreditedInvoices = async (ctx: ServiceContext, invoiceId: string): Promise<CreditedInvoice[]> => {
  const given = aliasedTable(invoiceLines, "given");
  const rows = await ctx.db
    .selectDistinct({ id: invoices.id, number: invoiceNumbers.number, issueOn: invoices.issueOn })
    .from(given)
    .innerJoin(
      invoiceLines,
      and(eq(invoiceLines.subscriptionId, given.subscriptionId), eq(invoiceLines.serviceNo, given.creditsNo)),
    )
    .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
    .innerJoin(invoiceNumbers, eq(invoiceNumbers.invoiceId, invoices.id))
    .innerJoin(invoiceBalances, eq(invoiceBalances.invoiceId, invoices.id))
    .where(
      and(
        eq(given.invoiceId, invoiceId),
        ne(invoices.id, invoiceId),
        or(isNull(invoiceBalances.closedAs), ne(invoiceBalances.closedAs, "voided")),
      ),
    )
    .orderBy(asc(invoices.issueOn), asc(invoiceNumbers.number));
  return rows.map((row) => ({ ...row, issueOn: row.issueOn as PlainDate }));
};
