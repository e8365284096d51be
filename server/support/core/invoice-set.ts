import type { InvoiceStatus } from "@/server/invoices/core";
import { groupBy, type PlainDate } from "@/server/kernel";
import { countFacet, type Facet, isChosen } from "./facets";

export const invoiceSorts = ["issued", "due", "total", "balance"] as const;
export type InvoiceSort = (typeof invoiceSorts)[number];

export type InvoicePlaceInList = { readonly value: string; readonly id: string };

export type InvoiceFilters = {
  /** A number with or without dashes, its last part alone, or a piece of the account's name. */
  readonly query: string;
  readonly status: InvoiceStatus | null;
  readonly currency: string | null;
  readonly sellerKey: string | null;
  readonly issuedFrom: PlainDate | null;
  readonly issuedTo: PlainDate | null;
};

export type InvoiceOrder = { readonly sort: InvoiceSort; readonly direction: "asc" | "desc" };

/** What the invoices of one seller, currency and state come to. */
export type InvoiceGroup = InvoiceSums & {
  readonly sellerKey: string;
  readonly currency: string;
  readonly status: InvoiceStatus;
};

export type InvoiceSums = {
  readonly count: number;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
  readonly balanceMinor: bigint;
};

export type InvoiceSetSummary = {
  readonly count: number;
  readonly totals: readonly (InvoiceSums & { readonly currency: string })[];
  /** Each counts what choosing its value would show, with every other filter as it is. */
  readonly facets: {
    readonly status: readonly Facet[];
    readonly currency: readonly Facet[];
    readonly seller: readonly Facet[];
  };
};

type Sums = InvoiceSums & Pick<InvoiceGroup, "sellerKey" | "currency">;

/** What is left of all invoices without those that are owed is paid. */
export const splitPaid = (sums: readonly (Sums & { readonly status: InvoiceStatus | null })[]): InvoiceGroup[] => {
  const owed = sums.flatMap(({ status, ...rest }) => (status ? [{ ...rest, status }] : []));
  const paid = sums
    .filter(({ status }) => status === null)
    .map((all): InvoiceGroup => {
      const own = addUp(owed.filter((group) => group.sellerKey === all.sellerKey && group.currency === all.currency));
      return {
        ...all,
        status: "paid",
        count: all.count - own.count,
        netMinor: all.netMinor - own.netMinor,
        taxMinor: all.taxMinor - own.taxMinor,
        totalMinor: all.totalMinor - own.totalMinor,
      };
    });
  return [...owed, ...paid.filter(({ count }) => count > 0)];
};

type Chosen = Pick<InvoiceFilters, "status" | "currency" | "sellerKey">;
const dimensions = ["status", "currency", "sellerKey"] as const satisfies readonly (keyof Chosen)[];

const addUp = (groups: readonly InvoiceSums[]): InvoiceSums =>
  groups.reduce<InvoiceSums>(
    (sum, group) => ({
      count: sum.count + group.count,
      netMinor: sum.netMinor + group.netMinor,
      taxMinor: sum.taxMinor + group.taxMinor,
      totalMinor: sum.totalMinor + group.totalMinor,
      balanceMinor: sum.balanceMinor + group.balanceMinor,
    }),
    { count: 0, netMinor: 0n, taxMinor: 0n, totalMinor: 0n, balanceMinor: 0n },
  );

/** Counts and totals of one choice, from the sums of every seller, currency and state. */
export const summarizeInvoices = (groups: readonly InvoiceGroup[], chosen: Chosen): InvoiceSetSummary => {
  const kept = groups.filter((group) => isChosen(group, chosen, dimensions));
  // What was cancelled is listed and counted, and no part of a sum unless it is what is asked for.
  const summed = chosen.status === "voided" ? kept : kept.filter(({ status }) => status !== "voided");
  const byCurrency = groupBy(summed, ({ currency }) => currency);
  return {
    count: addUp(kept).count,
    totals: [...byCurrency]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, own]) => ({ currency, ...addUp(own) })),
    facets: {
      status: countFacet(groups, chosen, dimensions, "status"),
      currency: countFacet(groups, chosen, dimensions, "currency"),
      seller: countFacet(groups, chosen, dimensions, "sellerKey"),
    },
  };
};
