import { expect, it } from "vitest";
import { isDomainError, rational } from "@/server/kernel";
import { checkCoupon } from "./check-coupon";
import type { CouponTerms } from "./coupon";

const refusalOf = (terms: CouponTerms, lastsMonths?: number): unknown => {
  try {
    return checkCoupon(terms, lastsMonths);
  } catch (error) {
    return isDomainError(error) ? [error.reason, error.details?.field] : error;
  }
};

it.each<[CouponTerms, number | undefined]>([
  [{ kind: "percent", value: rational(0n) }, undefined],
  [{ kind: "percent", value: rational(100n) }, 3],
  [{ kind: "amount", amounts: { EUR: 1n, KWD: 2_500n } }, 3],
  [{ kind: "trial", days: 1 }, undefined],
  [{ kind: "trial", days: 730 }, undefined],
])("makes %o, for %s months", (terms, lastsMonths) => {
  expect(refusalOf(terms, lastsMonths)).toBeUndefined();
});

it.each<[CouponTerms, number | undefined, string, string]>([
  [{ kind: "percent", value: rational(-1n) }, undefined, "coupon.percent", "value"],
  [{ kind: "percent", value: rational(201n, 2n) }, undefined, "coupon.percent", "value"],
  [{ kind: "amount", amounts: {} }, undefined, "coupon.no_amount", "amounts"],
  [{ kind: "amount", amounts: { EUR: 100n, EURO: 100n } }, undefined, "coupon.currency_unknown", "amounts"],
  [{ kind: "amount", amounts: { EUR: 100n, GBP: 0n } }, undefined, "coupon.amount", "amounts"],
  [{ kind: "trial", days: 0 }, undefined, "coupon.trial_days", "days"],
  [{ kind: "trial", days: 1.5 }, undefined, "coupon.trial_days", "days"],
  [{ kind: "trial", days: 731 }, undefined, "coupon.trial_days", "days"],
  [{ kind: "trial", days: 14 }, 2, "coupon.trial_lasts", "lastsMonths"],
])("does not make %o, for %s months: %s", (terms, lastsMonths, reason, field) => {
  expect(refusalOf(terms, lastsMonths)).toEqual([reason, field]);
});
