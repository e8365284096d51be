import type { PlainDate } from "@/server/kernel";
import { euCountries } from "@/server/sellers/core";
import { standardRateOn } from "./vat-rates";

export type TaxBuyer = {
  readonly country: string;
  readonly kind: "personal" | "business";
  readonly taxIdStatus: "none" | "pending" | "valid" | "invalid";
};

export type TaxTreatment = "charged" | "reverse_charge" | "not_registered";

export type TaxDecision = {
  readonly treatment: TaxTreatment;
  readonly jurisdiction: string;
  readonly category: "standard";
  /** In percent, as a decimal text. */
  readonly ratePercent: string;
  /** Why, as a key: the screen, the PDF and the mail have the words. */
  readonly rule: "buyer_place" | "seller_place" | "reverse_charge_eu" | "no_nexus";
  readonly isFinal: boolean;
};

const isInEu = (country: string): boolean => euCountries.includes(country);

/**
 * Who owes which tax on electronically supplied services. In the EU and Britain the buyer's country taxes, also what a
 * seller from elsewhere in the EU sells to consumers; a business of another EU state accounts for it itself (Directive
 * 2006/112/EC, articles 44, 58 and 196). Japan taxes cross-border electronic services; in the United States the seller
 * is registered nowhere yet.
 */
export const decideTax = (sellerCountry: string, buyer: TaxBuyer, day: PlainDate): TaxDecision => {
  const base = { jurisdiction: buyer.country, category: "standard" } as const;
  if (isReverseCharge(sellerCountry, buyer)) {
    const isFinal = buyer.taxIdStatus === "valid";
    return { ...base, treatment: "reverse_charge", ratePercent: "0", rule: "reverse_charge_eu", isFinal };
  }
  const rate = standardRateOn(buyer.country, day);
  if (!rate) return { ...base, treatment: "not_registered", ratePercent: "0", rule: "no_nexus", isFinal: true };
  const rule = buyer.country === sellerCountry ? "seller_place" : "buyer_place";
  return { ...base, treatment: "charged", ratePercent: rate.text, rule, isFinal: true };
};

const isReverseCharge = (sellerCountry: string, buyer: TaxBuyer): boolean =>
  buyer.kind === "business" &&
  isInEu(sellerCountry) &&
  isInEu(buyer.country) &&
  buyer.country !== sellerCountry &&
  (buyer.taxIdStatus === "pending" || buyer.taxIdStatus === "valid");
