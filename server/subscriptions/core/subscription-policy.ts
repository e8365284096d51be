import type { RoundingMode } from "@/server/kernel";
import type { ChargeProration, ProrationBasis } from "@/server/rating/core";

export const changeTimes = ["now", "period_end"] as const;
export type ChangeTime = (typeof changeTimes)[number];

/** Every convention by which a subscription's life is billed, each one explicit. */
export type SubscriptionPolicy = {
  readonly proration: ProrationBasis;
  /** What of a period is charged that a change cuts: its share; nothing, and nothing back; all; or nothing, given back. */
  readonly parts: "prorated" | Exclude<ChargeProration, "policy">;
  readonly rounding: RoundingMode;
  /** Where boundaries lie without a billing day. */
  readonly alignment: "anniversary" | "calendar";
  /** Whether unused service billed in advance is credited, or lost. */
  readonly credits: "prorate" | "none";
  /** Whether the day of a cancellation still belongs to the service. */
  readonly changeDay: "new" | "old";
  /** What a change to another interval does to the boundaries. */
  readonly intervalChange: "restart" | "keep_anchor";
  /** Whether a change or a resumption begins its month on the billing day anew. */
  readonly rebase: boolean;
  /** When a change that makes a month cheaper takes effect, where nobody says otherwise; and one that does not. */
  readonly downgrades: ChangeTime;
  readonly upgrades: ChangeTime;
  /** Whether a pause gives unused service back, or lets the paid period stand. */
  readonly pause: "credit" | "no_credit";
  /** Whether a coupon of an amount is shared by what a period costs, or taken off each charge of it. */
  readonly amountCoupons: "split" | "each_charge";
  /** Whether what is used in a trial is billed when it ends, or never. */
  readonly trialUsage: "billed" | "free";
};

/** How a subscription is billed until a company chooses otherwise. */
export const standardSubscriptionPolicy: SubscriptionPolicy = {
  proration: { basis: "actual", fixedMonthDays: 30 },
  parts: "prorated",
  rounding: "half_away_from_zero",
  alignment: "anniversary",
  credits: "prorate",
  changeDay: "new",
  intervalChange: "restart",
  rebase: false,
  downgrades: "period_end",
  upgrades: "now",
  pause: "credit",
  amountCoupons: "split",
  trialUsage: "billed",
};
