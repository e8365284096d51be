import { pdfResponse } from "@/server/auth/pdf-response";
import { subscriberRequestContext } from "@/server/auth/request-contexts-of-headers";
import { getCreditNotePdf } from "@/server/documents";

export const GET = async (
  request: Request,
  { params }: RouteContext<"/account/invoices/[invoiceId]/credit-notes/[creditNoteId]/pdf">,
): Promise<Response> => {
  const { creditNoteId } = await params;
  return pdfResponse(async () => getCreditNotePdf(await subscriberRequestContext(request.headers), creditNoteId));
};
