import { subscriberRequestContext } from "@/server/auth/request-contexts-of-headers";
import { writeInvoicesCsv } from "@/server/documents/core";
import { listInvoices } from "@/server/invoices";
import { isDomainError } from "@/server/kernel";
import { ofYear } from "../filter-invoices";
import { readInvoiceSearch } from "../search-params";

const readMax = 2000;
const statusOf: Readonly<Record<string, number>> = { not_found: 404, forbidden: 403, unauthenticated: 401 };

/** The invoices of a year, or of every year, for a spreadsheet. */
export const GET = async (request: Request): Promise<Response> => {
  const { year } = readInvoiceSearch(Object.fromEntries(new URL(request.url).searchParams));
  try {
    const ctx = await subscriberRequestContext(request.headers);
    const invoices = await listInvoices(ctx, { accountId: ctx.actor.accountId, limit: readMax });
    return new Response(writeInvoicesCsv(ofYear(invoices, year)), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="Alderpost-invoices${year === null ? "" : `-${year}`}.csv"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return new Response(null, { status: statusOf[error.code] ?? 400 });
  }
};
