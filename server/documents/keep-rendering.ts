import { createHash } from "node:crypto";
import { invariant } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { findRendered, keepFirstRendering, type RenderedDocument } from "./rendered-documents-store";

type Wanted = { readonly documentId: string; readonly accountId: string; readonly fileName: string };

/** A document as it was first rendered; rendered now where it was not yet. */
export const keepRendering = async (
  ctx: ServiceContext,
  wanted: Wanted,
  render: () => Uint8Array | Promise<Uint8Array>,
): Promise<RenderedDocument> => {
  const kept = await findRendered(ctx, wanted.documentId);
  if (kept) return kept;
  const bytes = await render();
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await keepFirstRendering(ctx, { ...wanted, sha256, bytes });
  const first = await findRendered(ctx, wanted.documentId);
  invariant(first, `The PDF of ${wanted.documentId} has just been kept.`);
  return first;
};
