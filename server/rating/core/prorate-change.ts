import {
  addDaysToPoint,
  addMonthsFromAnchor,
  addRationals,
  type Currency,
  comparePoints,
  compareRationals,
  divideRationals,
  localDayOf,
  type Money,
  maxRational,
  minRational,
  money,
  moneyFromRational,
  moneyToRational,
  multiplyRationals,
  negateMoney,
  ONE,
  onDay,
  percentOf,
  type Rational,
  type RoundingMode,
  type Span,
  subtractRationals,
  sumMoney,
  sumRationals,
  type TimePoint,
  ZERO,
} from "@/server/kernel";
import { measureShare, type ProrationBasis } from "./share-of-period";

/** The price of a whole period on one side of a change, less what its own discount takes off. */
export type SidePrice = {
  readonly list: Rational;
  readonly discount: { readonly kind: "percent" | "amount"; readonly value: Rational } | null;
};

export type ChangedItem = { readonly id: string; readonly old: SidePrice | null; readonly new: SidePrice | null };

export type ChangePolicy = ProrationBasis & {
  readonly rounding: RoundingMode;
  /** Whether the day of the change belongs to the new side, or stays with the old one. */
  readonly changeDayOwner: "new" | "old";
  readonly creditUnit: "day" | "whole_month";
  readonly newCharge: "prorated" | "full";
  readonly creditBasis: "billed" | "list" | "paid" | "none";
  readonly presentation: "two_lines" | "net";
  readonly method: "credit_and_charge" | "fair_value_minus_paid";
};

/** When in its period a change comes, or the share of it that is left as such. */
export type ChangeMoment =
  | { readonly period: Span; readonly at: TimePoint; readonly newPeriod: Span | null; readonly zone: string }
  | { readonly remainingShare: Rational };

export type ChangeToProrate = {
  readonly currency: Currency;
  readonly moment: ChangeMoment;
  readonly items: readonly ChangedItem[];
  readonly paid: Rational | null;
  readonly earlierCredits: Rational;
};

export type ProratedLine = { readonly kind: "credit" | "charge"; readonly id: string; readonly amount: Money };

export type ProratedChange = {
  /** The share given back, and the share of the new side's period that is charged. */
  readonly remaining: Rational;
  readonly chargeShare: Rational;
  /** Where the credit begins; null where nothing is left to be given back. Without days there is no such day. */
  readonly creditFrom: TimePoint | null;
  readonly credit: Money;
  readonly charge: Money;
  readonly net: Money;
  readonly lines: readonly ProratedLine[];
};

type Shares = Pick<ProratedChange, "remaining" | "chargeShare" | "creditFrom">;

/**
 * What a change in the middle of a period gives back and charges. The credit is the old side's price over what is left of
 * the period, never more than was paid for it; the charge the new side's over the rest of its own.
 */
export const prorateChange = (change: ChangeToProrate, policy: ChangePolicy): ProratedChange => {
  const shares = sharesOf(change.moment, policy);
  const { currency } = change;
  const round = (amount: Rational): Money => moneyFromRational(amount, currency, policy.rounding);
  const exact = change.items.map((item) => ({
    id: item.id,
    credit: creditOf(item, change, policy, shares.remaining),
    charge: item.new ? multiplyRationals(netOf(item.new), shares.chargeShare) : null,
  }));
  const lines = exact.flatMap(({ id, credit, charge }): ProratedLine[] => [
    ...(credit ? [{ kind: "credit" as const, id, amount: negateMoney(round(credit)) }] : []),
    ...(charge ? [{ kind: "charge" as const, id, amount: round(charge) }] : []),
  ]);
  const total = (kind: ProratedLine["kind"]): Money =>
    sumMoney(
      lines.filter((line) => line.kind === kind).map(({ amount }) => amount),
      currency,
    );
  const credit = total("credit");
  const charge = total("charge");
  const exactNet = sumRationals(exact.map((item) => subtractRationals(item.charge ?? ZERO, item.credit ?? ZERO)));
  const net = policy.presentation === "net" ? round(exactNet) : sumMoney([credit, charge], currency);
  return { ...shares, credit, charge, net, lines };
};

/** The worth of both sides over their shares of the period, less what was paid; never below nothing. */
export const fairValueOfChange = (
  change: ChangeToProrate,
  policy: ChangePolicy,
): { readonly remaining: Rational; readonly net: Money } => {
  const { remaining, chargeShare } = sharesOf(change.moment, policy);
  const used = subtractRationals(ONE, remaining);
  const worth = sumRationals(
    change.items.map((item) =>
      addRationals(
        item.old ? multiplyRationals(netOf(item.old), used) : ZERO,
        item.new ? multiplyRationals(netOf(item.new), chargeShare) : ZERO,
      ),
    ),
  );
  const net = moneyFromRational(subtractRationals(worth, change.paid ?? ZERO), change.currency, policy.rounding);
  return { remaining, net: net.minor > 0n ? net : money(0n, change.currency) };
};

const netOf = ({ list, discount }: SidePrice): Rational => {
  if (discount === null) return list;
  const off = discount.kind === "percent" ? percentOf(discount.value, list) : discount.value;
  return maxRational(ZERO, subtractRationals(list, off));
};

const creditOf = (
  item: ChangedItem,
  { items, paid, earlierCredits, currency }: ChangeToProrate,
  { creditBasis, rounding }: ChangePolicy,
  remaining: Rational,
): Rational | null => {
  if (creditBasis === "none" || !item.old) return null;
  if (creditBasis === "paid") return multiplyRationals(paid ?? ZERO, remaining);
  const base = creditBasis === "list" ? item.old.list : netOf(item.old);
  const credit = multiplyRationals(base, remaining);
  if (paid === null || items.length > 1) return credit;
  const rounded = moneyToRational(moneyFromRational(credit, currency, rounding));
  const capped = maxRational(ZERO, minRational(rounded, subtractRationals(paid, earlierCredits)));
  return compareRationals(capped, rounded) === 0 ? credit : capped;
};

const sharesOf = (moment: ChangeMoment, policy: ChangePolicy): Shares => {
  if ("remainingShare" in moment) {
    const { remainingShare } = moment;
    const chargeShare = policy.newCharge === "full" ? ONE : remainingShare;
    return { remaining: remainingShare, chargeShare, creditFrom: null };
  }
  const { period, at, newPeriod, zone } = moment;
  const changes = policy.changeDayOwner === "old" ? addDaysToPoint(at, 1, zone) : at;
  const ratio = (whole: Span, from: TimePoint): Rational => {
    const measured = measureShare(whole, { start: from, end: whole.end }, zone, policy);
    return divideRationals(measured.part, measured.whole);
  };
  const begins = policy.creditUnit === "day" ? changes : nextMonthOf(period.start, changes, zone);
  const creditFrom = comparePoints(begins, period.end, zone) < 0 ? begins : null;
  return {
    creditFrom,
    remaining: creditFrom === null ? ZERO : ratio(period, creditFrom),
    chargeShare: policy.newCharge === "full" ? ONE : ratio(newPeriod ?? period, changes),
  };
};

/** The first month counted from a start, on its own day, that begins on or after a point. */
const nextMonthOf = (start: TimePoint, from: TimePoint, zone: string): TimePoint => {
  const anchor = localDayOf(start, zone);
  for (let count = 0; ; count += 1) {
    const month = onDay(start, addMonthsFromAnchor(anchor, count), zone);
    if (comparePoints(month, from, zone) >= 0) return month;
  }
};
