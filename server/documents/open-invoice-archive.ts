import { downloadZip } from "client-zip";
import { type InvoiceSummary, listInvoices } from "@/server/invoices";
import { DomainError } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { invoiceFileName } from "./core";
import { getInvoicePdf } from "./get-invoice-pdf";

const archiveMax = 50;

export type InvoiceArchive = { readonly fileName: string; readonly body: ReadableStream<Uint8Array> };

/**
 * The PDFs of some of an account's invoices in one ZIP, that is written while it is read. Whether all of them are the
 * account's is known before its first byte.
 */
export const openInvoiceArchive = async (
  ctx: ServiceContext,
  { accountId, invoiceIds }: { readonly accountId: string; readonly invoiceIds: readonly string[] },
): Promise<InvoiceArchive> => {
  const wanted = new Set(invoiceIds);
  if (wanted.size > archiveMax) throw refusal("too_many", `A ZIP holds up to ${archiveMax} invoices.`);
  if (wanted.size === 0) throw refusal("none_selected", "Select at least one invoice.");
  const ids = [...wanted].filter((id) => /^inv_\w{1,40}$/.test(id));
  const invoices = await listInvoices(ctx, { accountId, ids, limit: archiveMax });
  if (invoices.length < wanted.size) {
    throw new DomainError("not_found", "invoice.not_found", "There is no such invoice.");
  }
  const { body } = downloadZip(renderAll(ctx, invoices));
  if (!body) throw new Error("A ZIP has no bytes.");
  return { fileName: "Alderpost-invoices.zip", body };
};

const refusal = (reason: "too_many" | "none_selected", message: string) =>
  new DomainError("invalid_input", `archive.${reason}`, message);

async function* renderAll(ctx: ServiceContext, invoices: readonly InvoiceSummary[]) {
  for (const { id, number, postedAt } of invoices) {
    const { bytes } = await getInvoicePdf(ctx, id);
    yield { name: invoiceFileName(number), input: new Uint8Array(bytes), lastModified: postedAt };
  }
}
