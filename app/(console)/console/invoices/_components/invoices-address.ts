import type { Route } from "next";
import { z } from "zod";
import { invoiceStatuses } from "@/server/invoices/core";
import { isPlainDate } from "@/server/kernel";
import { type InvoiceFilters, type InvoicePlaceInList, type InvoiceSort, invoiceSorts } from "@/server/support/core";
import { dayOrNull, matching, oneOf, word } from "../../_components/query-words";

/** What an address of the list says: its filters, its order, and where its page begins. */
export type InvoicesAddress = {
  readonly filters: InvoiceFilters;
  readonly sort: InvoiceSort;
  readonly direction: "asc" | "desc";
  readonly after: InvoicePlaceInList | null;
};

const params = z.object({
  q: word,
  status: oneOf(invoiceStatuses),
  currency: matching(/^[A-Z]{3}$/),
  seller: matching(/^[a-z0-9-]{1,40}$/),
  from: dayOrNull,
  to: dayOrNull,
  sort: oneOf(invoiceSorts),
  dir: oneOf(["asc", "desc"]),
  after: matching(/^(\d{1,18}|\d{4}-\d\d-\d\d)~inv_[0-9a-z]{26}$/),
});

const isByDay = (sort: InvoiceSort): boolean => sort === "issued" || sort === "due";

// A place of another order means nothing in this one: the list then begins at its beginning.
const readPlace = (text: string | null, sort: InvoiceSort): InvoicePlaceInList | null => {
  const [value = "", id = ""] = text?.split("~") ?? [];
  const fits = isByDay(sort) ? isPlainDate(value) : /^\d+$/.test(value);
  return fits ? { value, id } : null;
};

/** Values that make no sense are as if they were not there. */
export const readInvoicesAddress = (given: unknown): InvoicesAddress => {
  const { q, status, currency, seller, from, to, sort, dir, after } = params.parse(given);
  const order = sort ?? "issued";
  return {
    filters: { query: q, status, currency, sellerKey: seller, issuedFrom: from, issuedTo: to },
    sort: order,
    direction: dir ?? "desc",
    after: readPlace(after, order),
  };
};

export const noInvoiceFilters: InvoiceFilters = {
  query: "",
  status: null,
  currency: null,
  sellerKey: null,
  issuedFrom: null,
  issuedTo: null,
};

const writeParams = ({ filters, sort, direction, after }: InvoicesAddress): string => {
  const all = {
    q: filters.query,
    status: filters.status,
    currency: filters.currency,
    seller: filters.sellerKey,
    from: filters.issuedFrom,
    to: filters.issuedTo,
    sort: sort === "issued" ? null : sort,
    dir: direction === "desc" ? null : direction,
    after: after && `${after.value}~${after.id}`,
  };
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value) written.set(name, value);
  return written.size > 0 ? `?${written}` : "";
};

export const invoicesHref = (address: InvoicesAddress): Route => `/console/invoices${writeParams(address)}` as Route;

export const exportHref = (address: InvoicesAddress): string =>
  `/console/invoices/export${writeParams({ ...address, after: null })}`;

/** Another choice begins at the first page. */
export const withFilters = (address: InvoicesAddress, change: Partial<InvoiceFilters>): Route =>
  invoicesHref({ ...address, filters: { ...address.filters, ...change }, after: null });

export const isFiltered = ({ filters }: InvoicesAddress): boolean =>
  Object.values(filters).some((value) => value !== null && value !== "");
