import type { Route } from "next";
import { z } from "zod";
import { ratePlanStates } from "@/server/catalog/core";
import { type CatalogFilters, catalogKinds } from "@/server/support/core";
import { matching, oneOf, word } from "../../_components/query-words";

/** What an address of the list says: its filters, and the currency that prices are shown in. */
export type CatalogAddress = { readonly filters: CatalogFilters; readonly currency: string | null };

const params = z.object({
  q: word,
  kind: oneOf(catalogKinds),
  state: oneOf(ratePlanStates),
  product: matching(/^[a-z0-9-]{1,60}$/),
  ccy: matching(/^[A-Z]{3}$/),
});

/** Values that make no sense are as if they were not there. */
export const readCatalogAddress = (given: unknown): CatalogAddress => {
  const { q, kind, state, product, ccy } = params.parse(given);
  return { filters: { query: q, kind, state, product }, currency: ccy };
};

export const noCatalogFilters: CatalogFilters = { query: "", kind: null, state: null, product: null };

export const catalogHref = ({ filters, currency }: CatalogAddress): Route => {
  const { query, kind, state, product } = filters;
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries({ q: query, kind, state, product, ccy: currency })) {
    if (value) written.set(name, value);
  }
  return (written.size > 0 ? `/console/catalog?${written}` : "/console/catalog") as Route;
};

export const withFilters = (address: CatalogAddress, change: Partial<CatalogFilters>): Route =>
  catalogHref({ ...address, filters: { ...address.filters, ...change } });

export const isFiltered = ({ filters }: CatalogAddress): boolean =>
  Object.values(filters).some((value) => value !== null && value !== "");
