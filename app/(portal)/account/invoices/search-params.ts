import { z } from "zod";

export const invoiceFilters = ["all", "to_pay", "paid"] as const;

const searchParams = z.object({
  show: z.enum(invoiceFilters).catch("all"),
  q: z.string().max(60).catch(""),
  year: z.coerce.number().int().min(2000).max(2999).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});

export type InvoiceSearch = z.infer<typeof searchParams>;

type Params = Record<string, string | string[] | undefined>;

export const readInvoiceSearch = (params: Params): InvoiceSearch => searchParams.parse(params);

/** The filters as the fields of a form, with only those that differ from showing everything. */
export const invoiceSearchFields = ({ show, q, year, page }: InvoiceSearch): Record<string, string> => ({
  ...(show === "all" ? {} : { show }),
  ...(q ? { q } : {}),
  ...(year === null ? {} : { year: String(year) }),
  ...(page === 1 ? {} : { page: String(page) }),
});

export function invoiceSearchHref(search: InvoiceSearch, problem?: ArchiveProblem): string {
  const fields = { ...invoiceSearchFields(search), ...(problem ? { problem } : {}) };
  const query = new URLSearchParams(fields).toString();
  return query ? `/account/invoices?${query}` : "/account/invoices";
}

/** What can keep a selection from being downloaded, as the address of the list says it. */
const archiveProblems = ["none_selected", "too_many"] as const;

export type ArchiveProblem = (typeof archiveProblems)[number];

export const readArchiveProblem = ({ problem }: Params): ArchiveProblem | null =>
  archiveProblems.find((known) => known === problem) ?? null;
