import { countFacet, type Facet, isChosen } from "./facets";

export const accountStatuses = ["active", "ended"] as const;
export type AccountStatus = (typeof accountStatuses)[number];

export const accountDebts = ["overdue", "open", "nothing"] as const;
export type AccountDebt = (typeof accountDebts)[number];

export const accountSorts = ["since", "name", "owes"] as const;
export type AccountSort = (typeof accountSorts)[number];

export type AccountFilters = {
  /** A piece of the name, of the e-mail address, or an ACC number. */
  readonly query: string;
  /** Whether it has a subscription that goes on. */
  readonly status: AccountStatus | null;
  readonly country: string | null;
  readonly currency: string | null;
  readonly owes: AccountDebt | null;
};

export type AccountOrder = { readonly sort: AccountSort; readonly direction: "asc" | "desc" };

export type AccountGroup = {
  readonly status: AccountStatus;
  readonly country: string;
  readonly currency: string;
  readonly owes: AccountDebt;
  readonly count: number;
};

/** All accounts of a country and currency, or those of one state and debt among them. */
export type PartialGroup = Pick<AccountGroup, "country" | "currency" | "count"> & {
  readonly status: AccountStatus | null;
  readonly owes: AccountDebt | null;
};

/** What is left of all accounts without those that were counted apart goes on and owes nothing. */
export const completeGroups = (counted: readonly PartialGroup[]): AccountGroup[] => {
  const apart = counted.flatMap(({ status, owes, ...rest }) => (status && owes ? [{ ...rest, status, owes }] : []));
  const rest = counted
    .filter(({ status }) => status === null)
    .map(({ country, currency, count }): AccountGroup => {
      const own = apart.filter((group) => group.country === country && group.currency === currency);
      const left = own.reduce((sum, group) => sum - group.count, count);
      return { status: "active", country, currency, owes: "nothing", count: left };
    });
  return [...apart, ...rest.filter(({ count }) => count > 0)];
};

export type AccountSetSummary = {
  readonly count: number;
  /** Each counts what choosing its value would show, with every other filter as it is. */
  readonly facets: Readonly<Record<"status" | "country" | "currency" | "owes", readonly Facet[]>>;
};

const dimensions = ["status", "country", "currency", "owes"] as const;

/** Counts of one choice, from the counts of every state, country, currency and debt. */
export const summarizeAccounts = (groups: readonly AccountGroup[], chosen: AccountFilters): AccountSetSummary => {
  const facet = (dimension: (typeof dimensions)[number]) => countFacet(groups, chosen, dimensions, dimension);
  return {
    count: groups.filter((group) => isChosen(group, chosen, dimensions)).reduce((sum, group) => sum + group.count, 0),
    facets: {
      status: facet("status"),
      country: facet("country"),
      currency: facet("currency"),
      owes: facet("owes"),
    },
  };
};
