import { compareRationals, DomainError, isCurrency, type Rational, rational } from "@/server/kernel";
import type { CouponTerms } from "./coupon";

const trialDaysMax = 730;
const hundred = rational(100n);

const refuse = (reason: string, field: string, message: string): DomainError =>
  new DomainError("invalid_input", `coupon.${reason}`, message, { field });

const checkAmounts = (amounts: Readonly<Record<string, bigint>>): void => {
  const all = Object.entries(amounts);
  if (all.length === 0) throw refuse("no_amount", "amounts", "Give an amount in at least one currency.");
  for (const [currency, minor] of all) {
    if (!isCurrency(currency)) {
      throw refuse("currency_unknown", "amounts", `There is no currency ${currency}. Give its three-letter code.`);
    }
    if (minor <= 0n) throw refuse("amount", "amounts", `The amount in ${currency} is nothing. Give more than zero.`);
  }
};

const checkTrial = (days: number, lastsMonths: number | undefined): void => {
  if (!Number.isInteger(days) || days < 1 || days > trialDaysMax) {
    throw refuse("trial_days", "days", `Give 1 to ${trialDaysMax} whole days.`);
  }
  if (lastsMonths === undefined) return;
  throw refuse("trial_lasts", "lastsMonths", "A longer trial is given once. Leave out how many months it lasts.");
};

const checkPercent = (percent: Rational): void => {
  if (percent.n >= 0n && compareRationals(percent, hundred) <= 0) return;
  throw refuse("percent", "value", "Give 0 to 100 per cent.");
};

/** Refuses a coupon that could not be taken as it says. */
export const checkCoupon = (terms: CouponTerms, lastsMonths: number | undefined): void => {
  if (terms.kind === "amount") checkAmounts(terms.amounts);
  if (terms.kind === "trial") checkTrial(terms.days, lastsMonths);
  if (terms.kind === "percent") checkPercent(terms.value);
};
