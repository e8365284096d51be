import { refusalStatus } from "@/server/auth/refusal-status";
import { subscriberRequestContext } from "@/server/auth/request-contexts-of-headers";
import { writeAccountInvoicesCsv } from "@/server/documents";
import { invoicesOfAccountMax, listInvoices } from "@/server/invoices";
import { ofYear } from "../filter-invoices";
import { readInvoiceSearch } from "../search-params";

/** The invoices of a year, or of every year, for a spreadsheet. */
export const GET = async (request: Request): Promise<Response> => {
  const { year } = readInvoiceSearch(Object.fromEntries(new URL(request.url).searchParams));
  try {
    const ctx = await subscriberRequestContext(request.headers);
    const invoices = await listInvoices(ctx, { accountId: ctx.actor.accountId, limit: invoicesOfAccountMax });
    return new Response(writeAccountInvoicesCsv(ofYear(invoices, year)), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="Alderpost-invoices${year === null ? "" : `-${year}`}.csv"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return new Response(null, { status: refusalStatus(error) ?? 400 });
  }
};
