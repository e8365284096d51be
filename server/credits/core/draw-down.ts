import {
  compareRationals,
  minRational,
  type PlainDate,
  type Rational,
  subtractRationals,
  sumRationals,
  ZERO,
} from "@/server/kernel";

export type CreditGrant = {
  readonly id: string;
  /** Exact: minor units of money, or units of what was prepaid. */
  readonly amount: Rational;
  readonly createdOn: PlainDate | null;
  /** The first day it can no longer be used; null for never. */
  readonly expiresOn: PlainDate | null;
  /** The lowest is used first. */
  readonly priority: Rational;
  readonly costBasis: Rational;
  /** How many things it may pay for; null for all. */
  readonly scopeSize: Rational | null;
};

export const drawdownOrders = ["expiry", "priority", "created", "free_first", "narrow_first"] as const;
export type DrawdownOrder = (typeof drawdownOrders)[number];

/** Without a day every grant can be used. */
export type CreditDebit = { readonly amount: Rational; readonly on: PlainDate | null };

export type Drawdown = {
  readonly taken: readonly { readonly grantId: string; readonly amount: Rational }[];
  readonly unmet: Rational;
  /** What is left in the grants that can be used at its time. */
  readonly balance: Rational;
};

export type DrawnDown = {
  readonly debits: readonly Drawdown[];
  readonly remaining: readonly { readonly grantId: string; readonly amount: Rational }[];
  readonly balance: Rational;
  readonly unmet: Rational;
};

type Compare = (a: CreditGrant, b: CreditGrant) => number;

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const compareScopes = (a: Rational | null, b: Rational | null): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareRationals(a, b);
};

const never = "9999-99-99";

const comparisons: Readonly<Record<DrawdownOrder, Compare>> = {
  expiry: (a, b) => compareText(a.expiresOn ?? never, b.expiresOn ?? never),
  priority: (a, b) => compareRationals(a.priority, b.priority),
  created: (a, b) => compareText(a.createdOn ?? "", b.createdOn ?? ""),
  free_first: (a, b) => compareRationals(a.costBasis, b.costBasis),
  narrow_first: (a, b) => compareScopes(a.scopeSize, b.scopeSize),
};

const inOrder = (grants: readonly CreditGrant[], order: readonly DrawdownOrder[]): CreditGrant[] =>
  [...grants].sort((a, b) => order.map((by) => comparisons[by](a, b)).find((difference) => difference !== 0) ?? 0);

/** From the day it was created to the day before it expires. */
const isUsable = ({ createdOn, expiresOn }: CreditGrant, on: PlainDate | null): boolean =>
  on === null || ((createdOn === null || createdOn <= on) && (expiresOn === null || on < expiresOn));

/**
 * Debits against prepaid grants, one after the other: each takes from the grants that can be used on its day, in the order
 * named (ties in the order given), until it is met or nothing is left.
 */
export const drawDown = (
  grants: readonly CreditGrant[],
  debits: readonly CreditDebit[],
  order: readonly DrawdownOrder[],
): DrawnDown => {
  const left = new Map(grants.map((grant) => [grant, grant.amount]));
  const leftOf = (grant: CreditGrant): Rational => left.get(grant) ?? ZERO;
  const ordered = inOrder(grants, order);
  const drawn = debits.map(({ amount, on }): Drawdown => {
    let unmet = amount;
    const usable = ordered.filter((grant) => isUsable(grant, on));
    const taken = usable.flatMap((grant) => {
      const part = minRational(unmet, leftOf(grant));
      if (part.n <= 0n) return [];
      unmet = subtractRationals(unmet, part);
      left.set(grant, subtractRationals(leftOf(grant), part));
      return [{ grantId: grant.id, amount: part }];
    });
    return { taken, unmet, balance: sumRationals(usable.map(leftOf)) };
  });
  return {
    debits: drawn,
    remaining: grants.map((grant) => ({ grantId: grant.id, amount: leftOf(grant) })),
    balance: drawn.at(-1)?.balance ?? sumRationals(grants.map(leftOf)),
    unmet: sumRationals(drawn.map((one) => one.unmet)),
  };
};
