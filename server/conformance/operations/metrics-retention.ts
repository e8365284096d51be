import {
  computeRetention,
  lifetimeMonths,
  lifetimeValue,
  retainedAfter,
  rollingChurn,
  shareInPercent,
} from "@/server/analytics/core";
import { formatRational, type Rational, type RoundingMode, roundRationalToPlaces, ZERO } from "@/server/kernel";
import { type CaseInput, readDay } from "../case-input";
import { rounding, wholeNumber } from "../conventions";
import { operation } from "../operation";

type Rounded = { readonly places: number; readonly rounding: RoundingMode };

const writeRounded = (percent: Rational | null, { places, rounding: mode }: Rounded): string | null =>
  percent && formatRational(roundRationalToPlaces(percent, places, mode));

const writeRevenue = (mrr: CaseInput, rounded: Rounded) => {
  const amount = (name: string): Rational => mrr.optionalNumber(name) ?? ZERO;
  const retention = computeRetention({
    start: mrr.number("start"),
    expansion: amount("expansion"),
    contraction: amount("contraction"),
    churn: amount("churn"),
    new: amount("new"),
    reactivation: amount("reactivation"),
  });
  return {
    nrrPercent: writeRounded(retention.nrrPercent, rounded),
    grrPercent: writeRounded(retention.grrPercent, rounded),
    revenueChurnPercent: writeRounded(retention.revenueChurnPercent, rounded),
    endMrr: formatRational(retention.endMrr),
  };
};

const writeCustomers = (customers: CaseInput, rounded: Rounded) => ({
  customerChurnPercent: writeRounded(shareInPercent(customers.number("lost"), customers.number("start")), rounded),
});

const writeCohort = (churn: Rational, cohort: CaseInput, mode: RoundingMode) =>
  cohort.counts("months").map((month) => {
    const { customers, percent } = retainedAfter(cohort.number("customers"), churn, month);
    return {
      month,
      customers: writeRounded(customers, { places: 0, rounding: mode }),
      percent: writeRounded(percent, { places: 1, rounding: mode }),
    };
  });

const writeLifetime = (churn: Rational, input: CaseInput, mode: RoundingMode) => {
  const months = lifetimeMonths(churn);
  const arpu = input.optionalNumber("arpu");
  const cohort = input.optionalObject("cohort");
  return {
    lifetimeMonths: months && formatRational(months),
    ...(arpu && { ltv: formatRational(lifetimeValue(churn, arpu, input.optionalNumber("costPerUser") ?? ZERO)) }),
    ...(cohort && { retained: writeCohort(churn, cohort, mode) }),
  };
};

const writeRolling = (rolling: CaseInput): string[] => {
  const subscriptions = rolling.list("subscriptions").map((one) => ({
    startOn: one.day("start"),
    endOn: one.optionalDay("end"),
  }));
  const windowDays = rolling.count("windowDays");
  return rolling.values("days").map((day) => formatRational(rollingChurn(subscriptions, readDay(day), windowDays)));
};

export const metricsRetention = operation({ places: wholeNumber(0), rounding }, (input, conventions) => {
  const [mrr, customers, rolling] = ["mrr", "customers", "rolling"].map((name) => input.optionalObject(name));
  const churn = input.optionalNumber("monthlyChurnPercent");
  return {
    ...(mrr && writeRevenue(mrr, conventions)),
    ...(customers && writeCustomers(customers, conventions)),
    ...(churn && writeLifetime(churn, input, conventions.rounding)),
    ...(rolling && { rolling: writeRolling(rolling) }),
  };
});
