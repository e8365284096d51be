import { refusalStatus } from "./refusal-status";

export type PdfFile = { readonly fileName: string; readonly bytes: Uint8Array };

/** A document as a download; what the reader may not see is answered by its status alone. */
export const pdfResponse = async (load: () => Promise<PdfFile | null>): Promise<Response> => {
  try {
    const file = await load();
    if (!file) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": `attachment; filename="${file.fileName}"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return new Response(null, { status: refusalStatus(error) ?? 400 });
  }
};
