import type { IntervalName } from "@/server/catalog/core";
import type { PlainDate } from "@/server/kernel";

export type HistorySubscription = {
  readonly on: PlainDate;
  readonly interval: IntervalName;
  readonly ratePlans: readonly { readonly key: string; readonly quantity: number; readonly version?: number }[];
  readonly termMonths?: number;
};

/** The days of a month on which somebody subscribes, and so is billed later: more of them in America. */
export const joiningDays = {
  america: [1, 2, 3, 5, 8, 10, 12, 14, 16, 17, 19, 22, 24, 26, 28],
  elsewhere: [1, 3, 5, 8, 12, 14, 19, 22],
} as const satisfies Record<string, readonly number[]>;

/** Whoever subscribes in the demo's history: where, when, to what, and how they pay. */
export type HistoryAccount = {
  readonly country: string;
  readonly kind: "personal" | "business";
  readonly person: string;
  readonly email: string;
  readonly company: string | null;
  readonly taxId: string | null;
  readonly addressLine: string;
  readonly postcode: string;
  readonly city: string;
  readonly card: string;
  /** In the store, or on account: opened by sales, the card left on the gateway's page. */
  readonly way: "store" | "sales";
  readonly netDays?: number;
  /** The first one makes the account. */
  readonly subscriptions: readonly [HistorySubscription, ...HistorySubscription[]];
  /** Whose renewals the bank declines pays them by hand, so many days later. */
  readonly paysDaysLate?: number;
};
