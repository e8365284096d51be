import { addDays, daysBetween, type PlainDate } from "@/server/kernel";

/** Given, or the account's own money: paid ahead, paid too much, or owed back. */
export type CreditGrantKind = "promotional" | "paid";

export type GrantTerms = {
  readonly kind: CreditGrantKind;
  /** The account's day from which it can be used no more; null for never. */
  readonly expiresOn: PlainDate | null;
  /** The lowest is used first. */
  readonly priority: number;
  /** Labels of what it may pay for; null for everything. */
  readonly scope: readonly string[] | null;
};

export const usualPriority = 100;
export const priorityMax = 1000;

/** What an account is owed back is its own money: usable for everything, and it stays. */
export const ownMoney: GrantTerms = { kind: "paid", expiresOn: null, priority: usualPriority, scope: null };

export const familyLabel = (family: string): string => `family:${family}`;
export const meterLabel = (meter: string): string => `meter:${meter}`;

export const isGone = ({ expiresOn }: Pick<GrantTerms, "expiresOn">, today: PlainDate): boolean =>
  expiresOn !== null && expiresOn <= today;

/**
 * The terms of credit that comes back of a grant that expired meanwhile: it has the days again that were left when it was
 * taken. Taken on the 20th with ten days to go and returned on the 5th, it can be used until the 15th.
 */
export const termsOfReturned = (terms: GrantTerms, takenOn: PlainDate, today: PlainDate): GrantTerms => {
  if (terms.expiresOn === null) return terms;
  return { ...terms, expiresOn: addDays(today, Math.max(1, daysBetween(takenOn, terms.expiresOn))) };
};

export const sameTerms = (a: GrantTerms, b: GrantTerms): boolean =>
  a.kind === b.kind &&
  a.expiresOn === b.expiresOn &&
  a.priority === b.priority &&
  (a.scope ?? []).join("|") === (b.scope ?? []).join("|");
