import type { PriceTable } from "@/server/catalog";
import { everyOne, type FeatureValue, type Price } from "@/server/catalog/core";
import { formatRational, multiplyRationals, parseRational, rational } from "@/server/kernel";

export type Monthly = Readonly<Record<string, string>>;

const monthsPaidOfYear = rational(10n);
const monthsOfYear = rational(12n);

const times = (amount: string, factor: typeof monthsPaidOfYear): string =>
  formatRational(multiplyRationals(parseRational(amount), factor));

export const timesTen = (amount: string): string => times(amount, monthsPaidOfYear);

/** A year costs ten months, in every currency. */
export const monthAndYear = (monthly: Monthly): PriceTable =>
  Object.fromEntries(Object.entries(monthly).map(([currency, month]) => [currency, { month, year: timesTen(month) }]));

export type UsageTier = { readonly upTo: string | null; readonly unitPrice: string };

const graduated = (tiers: readonly UsageTier[]) => ({
  model: "graduated",
  block: null,
  tiers: tiers.map(({ upTo, unitPrice }) => ({ up_to: upTo, unit_price: unitPrice, flat_fee: "0", cap: null })),
});

/** Usage is counted over the time paid for, so that the tiers of a year are twelve times as wide as those of a month. */
export const usageByTiers = (byCurrency: Readonly<Record<string, readonly UsageTier[]>>): readonly Price[] =>
  Object.entries(byCurrency).flatMap(([currency, tiers]) => [
    { currency, interval: everyOne("month"), terms: graduated(tiers) },
    {
      currency,
      interval: everyOne("year"),
      terms: graduated(
        tiers.map(({ upTo, unitPrice }) => ({ upTo: upTo === null ? null : times(upTo, monthsOfYear), unitPrice })),
      ),
    },
  ]);

/** The last step has no bound of its own: the plan's largest quantity is its bound. */
export const bySteps = (bounds: readonly string[], byCurrency: Readonly<Record<string, readonly string[]>>): Price[] =>
  Object.entries(byCurrency).flatMap(([currency, fees]) =>
    (["month", "year"] as const).map((interval) => ({
      currency,
      interval: everyOne(interval),
      terms: {
        model: "stairstep",
        block: null,
        tiers: fees.map((fee, at) => ({
          up_to: bounds[at] ?? null,
          unit_price: "0",
          flat_fee: interval === "year" ? timesTen(fee) : fee,
          cap: null,
        })),
      },
    })),
  );

export const inPackages = (size: string, monthly: Monthly): readonly Price[] =>
  Object.entries(monthly).flatMap(([currency, price]) =>
    (["month", "year"] as const).map((interval) => ({
      currency,
      interval: everyOne(interval),
      terms: { model: "package", price: interval === "year" ? timesTen(price) : price, size, free: "0" },
    })),
  );

export const on: FeatureValue = { kind: "boolean", on: true };
export const upTo = (limit: number | "unlimited" | "per_seat"): FeatureValue => ({ kind: "quantity", limit });
export const says = (text: string): FeatureValue => ({ kind: "config", text });
