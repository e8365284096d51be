import type { Period, PlainDate } from "@/server/kernel";
import type { UsageTerms } from "../../../_data/pricing-view";

export type CheckoutLine = {
  key: string;
  /** "Desk Team, 1 seat": what the summary says. */
  name: string;
  /** "Desk Team, 1 seat × €33.00": what the review says. */
  working: string;
  period: Period | null;
  netMinor: bigint;
};

export type CheckoutTax = {
  key: string;
  label: string;
  ratePercent: string | null;
  reason: "buyer_place" | "seller_place" | "reverse_charge_eu" | "no_nexus";
  taxMinor: bigint;
};

export type CheckoutCode = {
  key: string;
  percent: string | null;
  /** What it takes off each time, where that is an amount. */
  amountMinor: bigint | null;
  /** How many days of trial it adds, where it takes nothing off. */
  trialDays: number | null;
  offMinor: bigint;
  /** Its last day; null where it lasts. */
  lastDay: PlainDate | null;
};

export type CheckoutFields = {
  email: string;
  company: string;
  taxId: string;
  addressLine: string;
  postcode: string;
  city: string;
};

export type CheckoutField = keyof CheckoutFields | "country" | "buyer";

export type CheckoutView = {
  id: string;
  previewId: string;
  /** One key for one attempt to pay; a new page brings a new one. */
  idempotencyKey: string;
  planName: string;
  productName: string;
  /** What is counted and billed afterwards, range by range. */
  usage: readonly UsageTerms[];
  term: "month" | "year";
  buyer: "personal" | "business";
  country: { code: string; name: string; currency: string };
  countries: ReadonlyArray<{ code: string; name: string; currency: string }>;
  fields: CheckoutFields;
  errors: ReadonlyArray<{ field: CheckoutField; message: string }>;
  /** What came of an earlier attempt on the gateway's own page. */
  notice: string | null;
  taxIdStatus: "none" | "valid" | "pending" | "malformed";
  /** How a VAT id of the country looks; empty unless the one given does not look like that. */
  taxIdForm: string;
  currency: string;
  lines: readonly CheckoutLine[];
  codes: readonly CheckoutCode[];
  /** Where its trial ends and it is paid from; null where it has none. */
  paidFromOn: PlainDate | null;
  /** Codes that counted when they were typed and do not any more. */
  lostCodes: ReadonlyArray<{ key: string; message: string }>;
  /** The first renewal that is charged in full again. */
  afterCodes: { on: PlainDate; totalMinor: bigint } | null;
  /** A code that was refused, and why. */
  codeError: { code: string; message: string } | null;
  taxes: readonly CheckoutTax[];
  totalMinor: bigint;
  renewal: { on: PlainDate; interval: "month" | "year"; totalMinor: bigint } | null;
  /** The last day of the right to withdraw; null for a business and for what costs nothing. */
  withdrawUntil: PlainDate | null;
  seller: { name: string; city: string };
  /** The gateway's card fields; null where nothing is due. */
  cardFields: { url: string; origin: string } | null;
  pricingHref: string;
};

export const isFree = (view: CheckoutView) => view.totalMinor === 0n && view.cardFields === null;

export const dollarsOf = (view: CheckoutView) => (view.country.code === "US" ? "plain" : "named");
