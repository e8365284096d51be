import type { Route } from "next";
import { z } from "zod";
import {
  type AccountFilters,
  type AccountSort,
  accountDebts,
  accountSorts,
  accountStatuses,
} from "@/server/support/core";
import { matching, oneOf, word } from "../../_components/query-words";

/** What an address of the list says: its filters, its order, and after which account its page begins. */
export type AccountsAddress = {
  readonly filters: AccountFilters;
  readonly sort: AccountSort;
  readonly direction: "asc" | "desc";
  readonly after: string | null;
};

const params = z.object({
  q: word,
  status: oneOf(accountStatuses),
  country: matching(/^[A-Z]{2}$/),
  currency: matching(/^[A-Z]{3}$/),
  owes: oneOf(accountDebts),
  sort: oneOf(accountSorts),
  dir: oneOf(["asc", "desc"]),
  after: matching(/^acc_[0-9a-z]{26}$/),
});

/** Names begin at A; what is newest or most comes first. */
export const firstDirection = (sort: AccountSort): "asc" | "desc" => (sort === "name" ? "asc" : "desc");

/** Values that make no sense are as if they were not there. */
export const readAccountsAddress = (given: unknown): AccountsAddress => {
  const { q, status, country, currency, owes, sort, dir, after } = params.parse(given);
  const order = sort ?? "since";
  return {
    filters: { query: q, status, country, currency, owes },
    sort: order,
    direction: dir ?? firstDirection(order),
    after,
  };
};

export const noAccountFilters: AccountFilters = {
  query: "",
  status: null,
  country: null,
  currency: null,
  owes: null,
};

const writeParams = ({ filters, sort, direction, after }: AccountsAddress): string => {
  const { query, ...choices } = filters;
  const all = {
    q: query,
    ...choices,
    sort: sort === "since" ? null : sort,
    dir: direction === firstDirection(sort) ? null : direction,
    after,
  };
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value) written.set(name, value);
  return written.size > 0 ? `?${written}` : "";
};

export const accountsHref = (address: AccountsAddress): Route => `/console/accounts${writeParams(address)}` as Route;

export const exportHref = (address: AccountsAddress): string =>
  `/console/accounts/export${writeParams({ ...address, after: null })}`;

/** Another choice begins at the first page. */
export const withFilters = (address: AccountsAddress, change: Partial<AccountFilters>): Route =>
  accountsHref({ ...address, filters: { ...address.filters, ...change }, after: null });

export const isFiltered = ({ filters }: AccountsAddress): boolean =>
  Object.values(filters).some((value) => value !== null && value !== "");
