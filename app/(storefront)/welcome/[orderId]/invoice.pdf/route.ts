import { orderContext } from "@/server/auth/checkout-context";
import { pdfResponse } from "@/server/auth/pdf-response";
import { getInvoicePdf } from "@/server/documents";
import { readInvoiceOfOrder } from "@/server/invoices";

export const GET = async (
  request: Request,
  { params }: RouteContext<"/welcome/[orderId]/invoice.pdf">,
): Promise<Response> => {
  const { orderId } = await params;
  return pdfResponse(async () => {
    const ctx = await orderContext(request.headers, orderId);
    const invoice = await readInvoiceOfOrder(ctx, orderId);
    return invoice && getInvoicePdf(ctx, invoice.id);
  });
};
