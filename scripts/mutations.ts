/** One line of a core, and what a mistake would make of it. */
export type Mutation = {
  readonly name: string;
  readonly file: string;
  /** The line as it stands, without what it is indented by; it must stand there once. */
  readonly line: string;
  readonly instead: string;
};

export const mutations: readonly Mutation[] = [
  {
    name: "day count: a day too many between two days",
    file: "server/kernel/plain-date.ts",
    line: "return dayNumberOf(b) - dayNumberOf(a);",
    instead: "return dayNumberOf(b) - dayNumberOf(a) + 1;",
  },
  {
    name: "share: what is used before the period counts too",
    file: "server/rating/core/share-of-period.ts",
    line: "const start = laterPoint(used.start, period.start, zone);",
    instead: "const start = used.start;",
  },
  {
    name: "tier choice: a quantity on the bound is beyond it",
    file: "server/rating/core/models/tiers.ts",
    line: 'return tierBound === "inclusive" ? order > 0 : order >= 0;',
    instead: "return order >= 0;",
  },
  {
    name: "package ceiling: a begun package is free",
    file: "server/rating/core/models/package.ts",
    line: 'const packages = rational(roundRational(begun, "ceiling"));',
    instead: 'const packages = rational(roundRational(begun, "floor"));',
  },
  {
    name: "rounding: a tie goes to the even neighbor",
    file: "server/kernel/rounding.ts",
    line: "half_away_from_zero: (at) => (at.isTie ? !at.isNegative : at.isNearerAbove),",
    instead: "half_away_from_zero: (at) => (at.isTie ? isOdd(at.below) : at.isNearerAbove),",
  },
  {
    name: "allocation: the smallest fraction takes the spare unit",
    file: "server/kernel/allocate.ts",
    line: "byFraction.sort((a, b) => compareRationals(b.fraction, a.fraction) || a.at - b.at);",
    instead: "byFraction.sort((a, b) => compareRationals(a.fraction, b.fraction) || a.at - b.at);",
  },
  {
    name: "discount order: amounts where percentages come first",
    file: "server/promotions/core/order-discounts.ts",
    line: 'const first = order === "percent_first" ? "percent" : "amount";',
    instead: 'const first = order === "percent_first" ? "amount" : "percent";',
  },
  {
    name: "tax split: taxes that are rounded together are rounded one by one",
    file: "server/tax/core/compute-tax.ts",
    line: "? splitByShares(roundRational(sumRationals(exact), rounding), exact)",
    instead: "? exact.map((tax) => roundRational(tax, rounding))",
  },
  {
    name: "credit cap: earlier credits are forgotten",
    file: "server/rating/core/prorate-change.ts",
    line: "const capped = maxRational(ZERO, minRational(rounded, subtractRationals(paid, earlierCredits)));",
    instead: "const capped = maxRational(ZERO, minRational(rounded, paid));",
  },
  {
    name: "charged through: to the end of the full period where service ends before it",
    file: "server/billing/core/life/bill-service.ts",
    line: "if (!isInArrears(charge)) chargedThrough[charge.key] = period.end;",
    instead: "if (!isInArrears(charge)) chargedThrough[charge.key] = (fullPeriod ?? period).end;",
  },
];
