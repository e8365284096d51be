import { PdfStandard } from "@myriaddreamin/typst-ts-node-compiler";
import { log } from "@/server/platform/log";
import { type InvoicePaper, mapTexts, missingGlyphs, printable, withoutGlyphs, writeInvoicePaper } from "./core";
import type { InvoiceDocument } from "./read-invoice-document";
import { typeset } from "./typst-compiler";

/**
 * A tagged PDF/A-3 of an invoice, the same bytes for the same document. That standard refuses text without a glyph, so
 * such characters are replaced where all can see it; if it refuses still, the invoice is issued as a plain tagged PDF.
 */
export const renderInvoicePdf = (document: InvoiceDocument): Uint8Array => {
  const paper = mapTexts(writeInvoicePaper(document), printable);
  const first = tryArchivable(paper);
  if (first.ok) return first.bytes;
  const legible = withoutGlyphs(paper, missingGlyphs(first.refusal));
  const second = tryArchivable(legible);
  if (second.ok) return second.bytes;
  log.error({ number: paper.number, refusal: second.refusal }, "An invoice is not PDF/A: its text was refused twice");
  return setPaper(legible).toPdf({ creationTimestamp: issuedAt(paper) });
};

type Attempt = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly refusal: string };

const tryArchivable = (paper: InvoicePaper): Attempt => {
  const set = setPaper(paper);
  try {
    return { ok: true, bytes: set.toPdf({ pdfStandard: PdfStandard.A_3a, creationTimestamp: issuedAt(paper) }) };
  } catch (error) {
    return { ok: false, refusal: String(error) };
  }
};

const setPaper = (paper: InvoicePaper) => typeset("invoice.typ", { paper: JSON.stringify(paper) });

const issuedAt = ({ issued }: InvoicePaper): number => Date.UTC(issued.year, issued.month - 1, issued.day) / 1000;
