import { Readable } from "node:stream";
import { staffRequestContext } from "@/server/auth/request-contexts-of-headers";
import { dayInZone, isDomainError } from "@/server/kernel";
import { type ExportInvoices, exportPostedInvoices, writeInvoiceListCsv } from "@/server/support";
import { companyZone } from "../../_data/load-shell";
import { readInvoicesAddress } from "../_components/invoices-address";

const statusOf: Readonly<Record<string, number>> = { forbidden: 403, unauthenticated: 401 };

/** The list as a file, written while it is read, so that its size does not matter. */
export const GET = async (request: Request): Promise<Response> => {
  try {
    const ctx = await staffRequestContext(request.headers);
    const { filters, sort, direction } = readInvoicesAddress(Object.fromEntries(new URL(request.url).searchParams));
    const asked: ExportInvoices = { filters, sort, direction, zone: companyZone };
    const parts = writeInvoiceListCsv(exportPostedInvoices(ctx, asked), dayInZone(ctx.now, companyZone));
    return new Response(Readable.toWeb(Readable.from(parts)) as ReadableStream, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="invoices-${dayInZone(ctx.now, companyZone)}.csv"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return new Response(null, { status: statusOf[error.code] ?? 400 });
  }
};
