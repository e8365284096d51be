import {
  activeInMonth,
  computeRecurringRevenue,
  type RecurringDiscount,
  type RecurringSubscription,
  revenueOnDay,
} from "@/server/analytics/core";
import { type Currency, ONE, type Rational } from "@/server/kernel";
import { type CaseInput, readDay } from "../case-input";
import { rounding } from "../conventions";
import { operation } from "../operation";
import { writeExactMinor, writeRoundedMinor } from "../write-amounts";

const readDiscount = (discount: CaseInput, currency: Currency): RecurringDiscount => {
  const kind = discount.choice("kind", "percent", "amount");
  const value = kind === "percent" ? discount.number("value") : discount.minor("value", currency);
  return { kind, value, isLasting: discount.raw("lasting") !== false };
};

const readSubscription = (input: CaseInput, currency: Currency): RecurringSubscription => {
  const discount = input.optionalObject("discount");
  return {
    customer: input.optionalText("customer"),
    priceMinor: input.minor("price", currency),
    quantity: input.optionalNumber("quantity") ?? ONE,
    addOnsMinor: input.minors("addOns", currency),
    interval: input.interval("interval"),
    discount: discount && readDiscount(discount, currency),
    isActive: (input.optionalText("status") ?? "active") === "active",
    startOn: input.optionalDay("start"),
    endOn: input.optionalDay("end"),
    trialEndOn: input.optionalDay("trialEnd"),
  };
};

export const metricsMrr = operation({ rounding }, (input, conventions) => {
  const currency = input.currency();
  const write = (minor: Rational): string => writeRoundedMinor(minor, currency, conventions.rounding);
  const subscriptions = input.list("subscriptions").map((one) => readSubscription(one, currency));
  const revenue = computeRecurringRevenue(subscriptions);
  const days = input.has("days") ? input.values("days").map(readDay) : [];
  return {
    perSubscription: revenue.monthlyMinor.map(write),
    mrr: write(revenue.mrrMinor),
    mrrExact: writeExactMinor(revenue.mrrMinor, currency),
    arr: write(revenue.arrMinor),
    arpu: write(revenue.arpuMinor),
    series: days.map((day) => {
      const { mrrMinor, committedMrrMinor, trialMrrMinor, activeCount } = revenueOnDay(subscriptions, day);
      return {
        day,
        mrr: write(mrrMinor),
        committedMrr: write(committedMrrMinor),
        trialMrr: write(trialMrrMinor),
        active: activeCount,
      };
    }),
    activeInMonth: input.optionalTexts("months").map((month) => activeInMonth(subscriptions, month)),
  };
});
