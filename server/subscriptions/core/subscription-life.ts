import type { Rational, Span, TimePoint } from "@/server/kernel";
import type { Discount } from "@/server/promotions/core";
import type { ChargePrice, UnitParcel } from "@/server/rating/core";
import type { BillingGrids } from "./billing-grid";
import type { PlanTerms } from "./plan-terms";
import type { Renewal } from "./renewal";

export type LifeStatus = "trialing" | "active" | "paused" | "canceled" | "expired";

/** What an owner of a subscription wants, and from when on. */
export type ChangePlan = {
  readonly kind: "change_plan";
  readonly plan: PlanTerms;
  readonly quantity: Rational | null;
  readonly billingDay: number | null;
  readonly coupons: readonly Coupon[] | null;
  readonly overrides: PriceOverrides | null;
  readonly restarts: boolean;
  readonly skipsTrial: boolean;
};
export type ChangeQuantity = { readonly kind: "change_quantity"; readonly quantity: Rational };
/** Other prices for the same plan, by charge: negotiated, or again those of the plan. */
export type ChangePrice = {
  readonly kind: "change_price";
  readonly prices: Readonly<Record<string, ChargePrice | null>>;
};
export type Cancel = { readonly kind: "cancel" };
export type Pause = { readonly kind: "pause" };
export type Resume = { readonly kind: "resume" };
export type SubscriptionChange = ChangePlan | ChangeQuantity | ChangePrice | Cancel | Pause | Resume;

export type WaitingChange = {
  readonly at: TimePoint;
  /** In the order in which they were asked for. */
  readonly position: number;
  readonly change: SubscriptionChange;
};

export type Coupon = Pick<Discount, "kind" | "value"> & {
  readonly key: string;
  /** Where it ends: what begins there or later is charged in full. Without one it lasts. */
  readonly until?: TimePoint;
};
/** Negotiated prices, by charge: they hold until the plan changes. */
export type PriceOverrides = Readonly<Record<string, ChargePrice>>;

export type CarriedUnits = Readonly<Record<string, readonly UnitParcel[]>>;

/** Service billed in advance of which something may be given back. */
export type BilledService = {
  readonly lineNo: number;
  readonly chargeKey: string;
  /** What is still to be rendered under the line; it ends where service was given back. */
  readonly period: Span;
  readonly fullPeriod: Span;
  /** What the line is worth after the credits on it. */
  readonly leftMinor: bigint;
  readonly taxPercent: Rational | null;
};

/** A subscription as billing sees it: what it consists of, how far it is billed, and what is going to change. */
export type SubscriptionLife = {
  readonly id: string;
  readonly status: LifeStatus;
  readonly plan: PlanTerms;
  readonly quantity: Rational;
  readonly overrides: PriceOverrides;
  readonly coupons: readonly Coupon[];
  readonly billingDay: number | null;
  /** Where it began, with or without a trial. */
  readonly startsAt: TimePoint;
  /** Where paid service begins: the end of the trial. */
  readonly paidFrom: TimePoint;
  /** How many days coupons added to its trial: those of another plan are longer by them too. */
  readonly addedTrialDays: number;
  readonly endsAt: TimePoint | null;
  /** What becomes of it there; null where it ends. */
  readonly renewal: Renewal | null;
  readonly grids: BillingGrids;
  /** From where the present plan and quantity are charged: the paid start, or the last change or resumption. */
  readonly runsFrom: TimePoint;
  /** What made it run from there. */
  readonly runsBy: "start" | "change" | "resume";
  /** The last pause or resumption. */
  readonly turnedAt: TimePoint | null;
  readonly hasBilled: boolean;
  /** How many lines were ever made for it: each has a key of its own. */
  readonly lineCount: number;
  /** Up to where whatever is billed in arrears is settled: usage before it is never billed again. */
  readonly settledThrough: TimePoint;
  /** How far each charge in advance is billed, and one-time charges that were; the others run from `runsFrom` on. */
  readonly chargedThrough: Readonly<Record<string, TimePoint>>;
  /** Included units that go on from periods that are settled, by charge. */
  readonly carried: CarriedUnits;
  readonly billed: readonly BilledService[];
  readonly waiting: readonly WaitingChange[];
};

export const hasEnded = ({ status }: Pick<SubscriptionLife, "status">): boolean =>
  status === "canceled" || status === "expired";
