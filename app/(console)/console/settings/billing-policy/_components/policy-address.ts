import type { Route } from "next";
import { z } from "zod";
import { matching } from "../../../_components/query-words";

export type PolicyAddress = {
  readonly seller: string | null;
  /** The policy whose choices the fields begin with. */
  readonly from: number | null;
};

const params = z.object({
  seller: matching(/^[a-z0-9-]{1,60}$/),
  from: matching(/^[0-9]{1,5}$/),
});

/** Values that make no sense are as if they were not there. */
export const readPolicyAddress = (given: unknown): PolicyAddress => {
  const { seller, from } = params.parse(given);
  return { seller, from: from === null ? null : Number(from) };
};

export const policyHref = (seller: string, from: number | null = null): Route => {
  const written = new URLSearchParams({ seller, ...(from === null ? {} : { from: from.toString() }) });
  return `/console/settings/billing-policy?${written}` as Route;
};
