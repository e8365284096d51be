import type { PlainDate } from "@/server/kernel";

/** What a promotion code asks of an order. What it does not say holds for every order. */
export type CodeTerms = {
  readonly key: string;
  readonly startsOn: PlainDate | null;
  /** The last day on which it is taken. */
  readonly endsOn: PlainDate | null;
  readonly usesMax: number | null;
  /** One of these is in the order. */
  readonly ratePlanKeys: readonly string[] | null;
  readonly intervalUnit: "month" | "year" | null;
  readonly isForNewCustomers: boolean;
  /** In which it takes an amount off; null for what takes a share off, or nothing. */
  readonly currencies: readonly string[] | null;
  /** Whether it lengthens a trial. */
  readonly isLongerTrial: boolean;
};

/** The order that a code is to be taken off. */
export type CodeUse = {
  readonly on: PlainDate;
  readonly ratePlanKeys: readonly string[];
  readonly intervalUnit: string;
  readonly currency: string;
  readonly hasTrial: boolean;
  /** Whether an amount is taken once off all that is ordered, and not off each charge of it. */
  readonly sharesAmounts: boolean;
  /** Whether whoever buys is known to have bought before. */
  readonly isKnownCustomer: boolean;
  /** How often it is used already, this order left out. */
  readonly uses: number;
};

export type CodeRefusal =
  | "unknown"
  | "not_started"
  | "ended"
  | "used_up"
  | "not_for_plan"
  | "not_for_interval"
  | "new_customers_only"
  | "not_in_currency"
  | "not_typed"
  | "no_trial";

/** Why a code is not taken, what will never change first; null where it is. */
export const judgeCode = (terms: CodeTerms, use: CodeUse): CodeRefusal | null => {
  if (terms.endsOn !== null && use.on > terms.endsOn) return "ended";
  if (terms.startsOn !== null && use.on < terms.startsOn) return "not_started";
  if (terms.usesMax !== null && use.uses >= terms.usesMax) return "used_up";
  if (terms.isForNewCustomers && use.isKnownCustomer) return "new_customers_only";
  if (terms.ratePlanKeys && !terms.ratePlanKeys.some((key) => use.ratePlanKeys.includes(key))) return "not_for_plan";
  if (terms.intervalUnit !== null && terms.intervalUnit !== use.intervalUnit) return "not_for_interval";
  return judgeWorth(terms, use);
};

/** Whether it gives the order anything. What shoppers type is said of the whole order, and never of each charge. */
const judgeWorth = ({ currencies, isLongerTrial }: CodeTerms, use: CodeUse): CodeRefusal | null => {
  if (isLongerTrial && !use.hasTrial) return "no_trial";
  if (currencies === null) return null;
  if (!use.sharesAmounts) return "not_typed";
  return currencies.includes(use.currency) ? null : "not_in_currency";
};

/** Those for some plans come before those for every one, whatever the order in which they were given. */
export const narrowFirst = <T extends Pick<CodeTerms, "ratePlanKeys">>(codes: readonly T[]): T[] => [
  ...codes.filter(({ ratePlanKeys }) => ratePlanKeys !== null),
  ...codes.filter(({ ratePlanKeys }) => ratePlanKeys === null),
];

/** As it is written on the paper: people type it in any case and with spaces around it. */
export const readCode = (text: string): string => text.trim().toUpperCase();
