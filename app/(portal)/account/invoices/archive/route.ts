import { refusalStatus } from "@/server/auth/refusal-status";
import { subscriberRequestContext } from "@/server/auth/request-contexts-of-headers";
import { openInvoiceArchive } from "@/server/documents";
import { isDomainError } from "@/server/kernel";
import { type ArchiveProblem, invoiceSearchHref, readInvoiceSearch } from "../search-params";

const problems: Readonly<Record<string, ArchiveProblem>> = {
  "archive.none_selected": "none_selected",
  "archive.too_many": "too_many",
};

/** The selected invoices as one ZIP; a selection that cannot be one leads back to the list, which says why. */
export const GET = async (request: Request): Promise<Response> => {
  const params = new URL(request.url).searchParams;
  try {
    const ctx = await subscriberRequestContext(request.headers);
    const { fileName, body } = await openInvoiceArchive(ctx, {
      accountId: ctx.actor.accountId,
      invoiceIds: params.getAll("invoice"),
    });
    return new Response(body, {
      headers: {
        "content-type": "application/zip",
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    const problem = isDomainError(error) ? problems[error.reason] : undefined;
    if (!problem) return new Response(null, { status: refusalStatus(error) ?? 400 });
    const location = invoiceSearchHref(readInvoiceSearch(Object.fromEntries(params)), problem);
    return new Response(null, { status: 303, headers: { location } });
  }
};
