import {
  compareRationals,
  type PlainDate,
  type Rational,
  subtractRationals,
  sumRationals,
  ZERO,
} from "@/server/kernel";

export const movementKinds = ["new", "reactivation", "expansion", "contraction", "churn"] as const;
export type MovementKind = (typeof movementKinds)[number];

/** The recurring revenue of a customer from a day on. */
export type RevenueChange = { readonly day: PlainDate; readonly customer: string; readonly mrrMinor: Rational };

export type RevenueMovement = {
  readonly day: PlainDate;
  readonly customer: string;
  readonly kind: MovementKind;
  /** Signed: what is lost is negative. */
  readonly amountMinor: Rational;
};

export type RevenueMovements = {
  readonly movements: readonly RevenueMovement[];
  readonly totals: Readonly<Record<MovementKind, Rational>>;
  readonly endMrrMinor: Rational;
};

const kindOf = (before: Rational, after: Rational, hasBeenSeen: boolean): MovementKind => {
  if (before.n === 0n) return hasBeenSeen ? "reactivation" : "new";
  if (after.n === 0n) return "churn";
  return compareRationals(after, before) > 0 ? "expansion" : "contraction";
};

const inOrderOfDays = (changes: readonly RevenueChange[]): RevenueChange[] =>
  [...changes].sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));

/**
 * How recurring revenue moved: a customer comes, comes back, grows, shrinks or leaves. A change that changes nothing is no
 * movement. The totals and what is left at the end are sums of exact amounts.
 */
export const computeMovements = (changes: readonly RevenueChange[]): RevenueMovements => {
  const current = new Map<string, Rational>();
  const seen = new Set<string>();
  const movements = inOrderOfDays(changes).flatMap(({ day, customer, mrrMinor }): RevenueMovement[] => {
    const before = current.get(customer) ?? ZERO;
    current.set(customer, mrrMinor);
    if (compareRationals(before, mrrMinor) === 0) return [];
    const kind = kindOf(before, mrrMinor, seen.has(customer));
    seen.add(customer);
    return [{ day, customer, kind, amountMinor: subtractRationals(mrrMinor, before) }];
  });
  const total = (kind: MovementKind): Rational =>
    sumRationals(movements.filter((movement) => movement.kind === kind).map(({ amountMinor }) => amountMinor));
  return {
    movements,
    totals: {
      new: total("new"),
      reactivation: total("reactivation"),
      expansion: total("expansion"),
      contraction: total("contraction"),
      churn: total("churn"),
    },
    endMrrMinor: sumRationals([...current.values()]),
  };
};
