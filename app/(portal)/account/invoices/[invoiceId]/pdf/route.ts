import { pdfResponse } from "@/server/auth/pdf-response";
import { subscriberRequestContext } from "@/server/auth/request-contexts-of-headers";
import { getInvoicePdf } from "@/server/documents";

export const GET = async (
  request: Request,
  { params }: RouteContext<"/account/invoices/[invoiceId]/pdf">,
): Promise<Response> => {
  const { invoiceId } = await params;
  return pdfResponse(async () => getInvoicePdf(await subscriberRequestContext(request.headers), invoiceId));
};
