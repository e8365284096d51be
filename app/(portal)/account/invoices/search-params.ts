import { z } from "zod";

export const invoiceFilters = ["all", "to_pay", "paid"] as const;

const searchParams = z.object({
  show: z.enum(invoiceFilters).catch("all"),
  q: z.string().max(60).catch(""),
});

export type InvoiceSearch = z.infer<typeof searchParams>;

export const readInvoiceSearch = (params: Record<string, string | string[] | undefined>): InvoiceSearch =>
  searchParams.parse(params);

export function invoiceSearchHref({ show, q }: InvoiceSearch): string {
  const query = new URLSearchParams({ ...(show === "all" ? {} : { show }), ...(q ? { q } : {}) }).toString();
  return query ? `/account/invoices?${query}` : "/account/invoices";
}
