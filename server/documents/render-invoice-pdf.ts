import { PdfStandard } from "@myriaddreamin/typst-ts-node-compiler";
import { log } from "@/server/platform/log";
import { type InvoicePaper, mapTexts, missingGlyphs, printable, withoutGlyphs, writeInvoicePaper } from "./core";
import type { InvoiceDocument } from "./read-invoice-document";
import { typesetPdf } from "./typst-compiler";

export const renderInvoicePdf = (document: InvoiceDocument): Uint8Array => renderPaper(writeInvoicePaper(document));

/**
 * A tagged PDF/A-3 of a paper, the same bytes for the same words. That standard refuses text without a glyph, so such
 * characters are replaced where all can see it; if it refuses still, the paper is issued as a plain tagged PDF.
 */
export const renderPaper = (written: InvoicePaper): Uint8Array => {
  const paper = mapTexts(written, printable);
  const first = tryArchivable(paper);
  if (first.ok) return first.bytes;
  const legible = withoutGlyphs(paper, missingGlyphs(first.refusal));
  const second = tryArchivable(legible);
  if (second.ok) return second.bytes;
  log.error({ number: paper.number, refusal: second.refusal }, "A paper is not PDF/A: its text was refused twice");
  return setPaper(legible, null);
};

type Attempt = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly refusal: string };

const tryArchivable = (paper: InvoicePaper): Attempt => {
  try {
    return { ok: true, bytes: setPaper(paper, PdfStandard.A_3a) };
  } catch (error) {
    const refusal = String(error);
    if (!refusal.includes("PDF/A-3a error")) throw error;
    return { ok: false, refusal };
  }
};

const setPaper = (paper: InvoicePaper, pdfStandard: PdfStandard | null): Uint8Array => {
  const { year, month, day } = paper.issued;
  const creationTimestamp = Date.UTC(year, month - 1, day) / 1000;
  const inputs = { paper: JSON.stringify(paper) };
  return typesetPdf("invoice.typ", inputs, { creationTimestamp, ...(pdfStandard ? { pdfStandard } : {}) });
};
