import { openPayLink } from "@/server/auth/pay-link-context";
import { pdfResponse } from "@/server/auth/pdf-response";
import { getInvoicePdf } from "@/server/documents";

export const GET = async (
  _request: Request,
  { params }: RouteContext<"/pay/[token]/invoice.pdf">,
): Promise<Response> => {
  const access = await openPayLink((await params).token);
  return pdfResponse(async () => (typeof access === "string" ? null : getInvoicePdf(access.ctx, access.invoiceId)));
};
