import { eq } from "drizzle-orm";
import { renderedDocuments } from "@/db/schema/documents";
import type { ServiceContext } from "@/server/platform";

export type RenderedDocument = { readonly fileName: string; readonly bytes: Uint8Array; readonly sha256: string };

export const findRendered = async (ctx: ServiceContext, documentId: string): Promise<RenderedDocument | null> => {
  const [row] = await ctx.db
    .select({
      fileName: renderedDocuments.fileName,
      bytes: renderedDocuments.bytes,
      sha256: renderedDocuments.sha256,
    })
    .from(renderedDocuments)
    .where(eq(renderedDocuments.documentId, documentId));
  return row ?? null;
};

/** Keeps the first rendering of a document; of two that are made at the same time, the second is thrown away. */
export const keepFirstRendering = async (
  ctx: ServiceContext,
  rendered: RenderedDocument & { readonly documentId: string; readonly accountId: string },
): Promise<void> => {
  await ctx.db.insert(renderedDocuments).values(rendered).onConflictDoNothing();
};
