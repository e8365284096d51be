import type { ClosedAs } from "@/server/invoices/core";
import type { PlainDate } from "@/server/kernel";

export const searchGroups = ["accounts", "people", "subscriptions", "invoices", "payments"] as const;
export type SearchGroup = (typeof searchGroups)[number];

/** Why something was found, with what was found in it; `close` is a name or address that is nearly the one asked for. */
export type SearchReason =
  | { readonly kind: "name" | "email" | "close"; readonly value: string }
  | { readonly kind: "number" | "id" | "status" | "amount" | "day" }
  | { readonly kind: "order"; readonly value: string }
  | { readonly kind: "card"; readonly last4: string; readonly expiry: string | null };

export type SearchStatus =
  | {
      readonly object: "invoice";
      readonly totalMinor: bigint;
      readonly balanceMinor: bigint;
      readonly dueOn: PlainDate;
      readonly closedAs: ClosedAs | null;
    }
  | { readonly object: "payment" | "subscription"; readonly status: string };

export type SearchHit = {
  readonly id: string;
  readonly title: string;
  /** What tells it from others of its account: a number, the names of its plans, an address. */
  readonly label: string | null;
  readonly isNumber: boolean;
  readonly reasons: readonly SearchReason[];
  readonly status: SearchStatus | null;
  readonly amount: { readonly minor: bigint; readonly currency: string } | null;
  readonly day: PlainDate | null;
  /** Where it is opened. */
  readonly href: string;
};

/** More than this many are not counted. */
export const countMax = 1_000;

/** From here on a list says what would narrow it. */
export const broadFrom = 50;

export type SearchSection = {
  readonly group: SearchGroup;
  readonly count: number;
  readonly hits: readonly SearchHit[];
};

export const narrowings = ["amount", "day", "status", "name"] as const;
export type Narrowing = (typeof narrowings)[number];

export type SearchResult = {
  readonly text: string;
  readonly isCut: boolean;
  /** Nothing was found, because looking for it was given up after a while. */
  readonly isTooSlow: boolean;
  /** Only groups with hits that this reader may see. */
  readonly sections: readonly SearchSection[];
  readonly count: number;
  /** What to add, where too much was found. */
  readonly narrowBy: readonly Narrowing[];
  /** What resembles the text most, where nothing was found. */
  readonly nearest: readonly SearchHit[];
};
