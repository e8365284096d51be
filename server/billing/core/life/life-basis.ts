import type { Currency, Rational, Span, TimePoint } from "@/server/kernel";
import type { SubscriptionLife, SubscriptionPolicy } from "@/server/subscriptions/core";
import type { UsageEvent } from "@/server/usage/core";
import type { LineFactors } from "./line-factors";

export type MeteredEvent = UsageEvent & {
  readonly meter: string;
  readonly properties?: Readonly<Record<string, string | number | boolean>> | null;
};

/** What a subscription is billed by beside what it consists of. */
export type LifeBasis = {
  readonly currency: Currency;
  readonly zone: string;
  readonly policy: SubscriptionPolicy;
  /** The rate stated on the account when the line is billed. */
  readonly taxPercent: Rational | null;
  /** Where the service is about to be closed by what is asked for now: what is billed on the way ends there. */
  readonly closesAt: TimePoint | null;
  /** The events of the subscription that are known now, in the order in which they came in. */
  readonly events: readonly MeteredEvent[];
};

export type ServiceLine = {
  /** Counts the lines of its subscription from 0: with it the one name of a line, whatever invoice it comes on. */
  readonly no: number;
  readonly subscriptionId: string;
  readonly chargeKey: string;
  readonly kind: "recurring" | "usage" | "true_up" | "one_time" | "credit";
  readonly period: Span;
  /** The whole period that recurring service lies in. */
  readonly fullPeriod: Span | null;
  readonly amountMinor: bigint;
  readonly taxPercent: Rational | null;
  readonly factors: LineFactors;
  /** Of a change inside a period: service given back, arrears settled, and the charge up to the next boundary. */
  readonly isOfChange: boolean;
  /** The line whose service a credit gives back. */
  readonly creditsNo: number | null;
};

/** A life after something was billed of it, and the lines that say what. */
export type BilledLife = { readonly life: SubscriptionLife; readonly lines: readonly ServiceLine[] };

/** One step after another on the same life, with the lines of both. */
export const andThen = ({ life, lines }: BilledLife, step: (life: SubscriptionLife) => BilledLife): BilledLife => {
  const after = step(life);
  return { life: after.life, lines: [...lines, ...after.lines] };
};
