import { isDomainError } from "@/server/kernel";

export type PdfFile = { readonly fileName: string; readonly bytes: Uint8Array };

const statusOf: Readonly<Record<string, number>> = { not_found: 404, forbidden: 403, unauthenticated: 401 };

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
    if (!isDomainError(error)) throw error;
    return new Response(null, { status: statusOf[error.code] ?? 400 });
  }
};
