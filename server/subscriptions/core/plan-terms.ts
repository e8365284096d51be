import type { Rollover } from "@/server/catalog/core";
import type { Interval, Rational } from "@/server/kernel";
import type { ChargeOptions, ChargePrice } from "@/server/rating/core";
import type { MeterRule } from "./meter-rule";

/** A charge as a subscription bills it: its price for a whole period, or for the usage of one. */
export type ChargeTerms = {
  /** Known by this key on every plan: a charge of the same key is the same thing sold. */
  readonly key: string;
  readonly kind: "recurring" | "one_time" | "usage";
  readonly timing: "in_advance" | "in_arrears";
  readonly price: ChargePrice;
  /** How many of it are sold; null where it goes with the quantity of the subscription. */
  readonly quantity: Rational | null;
  readonly meter: MeterRule | null;
  readonly included: Rational;
  /** How what is unused of the included units goes on; without it, it ends with its period. */
  readonly rollover?: Rollover;
  /** What it has beside its price; without them it has nothing. */
  readonly options?: ChargeOptions;
};

/** A rate plan in one currency and interval, as the subscription took it over. */
export type PlanTerms = {
  readonly key: string;
  readonly interval: Interval;
  readonly trialDays: number;
  /** How many intervals the service runs from its paid start; null without end. */
  readonly terms: number | null;
  readonly charges: readonly ChargeTerms[];
};

export const isOnce = ({ kind }: ChargeTerms): boolean => kind === "one_time";
export const isInAdvance = ({ kind, timing }: ChargeTerms): boolean => kind === "recurring" && timing === "in_advance";
export const isInArrears = (charge: ChargeTerms): boolean => !isOnce(charge) && !isInAdvance(charge);
