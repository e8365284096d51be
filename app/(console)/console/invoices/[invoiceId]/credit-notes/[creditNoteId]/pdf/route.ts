import { pdfResponse } from "@/server/auth/pdf-response";
import { staffRequestContext } from "@/server/auth/request-contexts-of-headers";
import { getCreditNotePdf } from "@/server/documents";

export const GET = async (
  request: Request,
  { params }: RouteContext<"/console/invoices/[invoiceId]/credit-notes/[creditNoteId]/pdf">,
): Promise<Response> => {
  const { creditNoteId } = await params;
  return pdfResponse(async () => getCreditNotePdf(await staffRequestContext(request.headers), creditNoteId));
};
