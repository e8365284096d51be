import type { PlainDate } from "@/server/kernel";

export type Country = { code: string; name: string; currency: string };

export type BuyerKind = "business" | "personal";
export type BillingTerm = "month" | "year";

export type PlanOffer = {
  ratePlanKey: "desk-free" | "desk-starter" | "desk-team" | "desk-business";
  name: string;
  perSeat: boolean;
  seatsMin: number;
  seatsMax: number;
  seatsIncluded?: number;
  /** Whether the plan can hold the seats asked for; where not, it is priced for the most it can. */
  fits: boolean;
  seatsPriced: number;
  /** One seat for one month. */
  unitPriceMinor: bigint;
  unitPriceGrossMinor: bigint;
  /** All seats priced for one month. */
  netMinor: bigint;
  taxMinor: bigint;
  grossMinor: bigint;
  /** The first renewal in the term asked for. */
  renewalDay: PlainDate;
  renewsDayOfMonth: number;
  /** All seats priced for one year; the share of a month and the saving are net for a business, gross for a person. */
  yearly?: { netMinor: bigint; grossMinor: bigint; perMonthMinor: bigint; savedMinor: bigint };
  priceMissing: boolean;
  lowestForSeats: boolean;
};

export type AddOnOffer = {
  key: "eu-data-residency" | "onboarding";
  name: string;
  /** In the term asked for when recurring. */
  netMinor: bigint;
  grossMinor: bigint;
  kind: "recurring" | "one_time";
  priceMissing: boolean;
};

export type PricingView = {
  country: { code: string; name: string };
  currency: string;
  seller: { name: string; city: string };
  buyer: BuyerKind;
  term: BillingTerm;
  seats: number;
  taxRatePercent: string | null;
  taxLabel: string;
  taxNote: string;
  soldHere: boolean;
  suggestion?: { country: string; currency: string };
  plans: readonly PlanOffer[];
  addOns: readonly AddOnOffer[];
  countries: readonly Country[];
};
