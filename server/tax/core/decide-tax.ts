import { formatRational, type PlainDate, parseRational } from "@/server/kernel";
import { euCountries } from "@/server/sellers/core";
import { decideTreatment, type TaxIdStatus, type TaxRegistrations, type TreatmentDecision } from "./decide-treatment";
import { productTaxRates, registeredOutsideEu } from "./vat-rates";

export type TaxBuyer = {
  readonly country: string;
  readonly kind: "personal" | "business";
  readonly taxIdStatus: TaxIdStatus;
  /** A rate agreed for the account, in percent: it holds before any rule. */
  readonly statedTaxPercent?: string | null;
};

export type TaxDecision = {
  readonly treatment: "charged" | "reverse_charge" | "not_registered";
  readonly jurisdiction: string;
  readonly category: "standard";
  /** In percent, as a decimal text. */
  readonly ratePercent: string;
  /** Why, as a key: the screen, the PDF and the mail have the words. */
  readonly rule: "buyer_place" | "seller_place" | "reverse_charge_eu" | "no_nexus" | "stated";
  readonly isFinal: boolean;
};

// Sales to consumers in the EU come from Ireland above the threshold, or from outside under the One Stop Shop.
const registrations: TaxRegistrations = {
  rates: productTaxRates,
  nexus: [...euCountries, ...registeredOutsideEu],
  registeredOutsideEu,
  isBelowDistanceThreshold: false,
};

const statedTax = (jurisdiction: string, percent: string): TaxDecision => ({
  treatment: "charged",
  rule: "stated",
  jurisdiction,
  category: "standard",
  ratePercent: formatRational(parseRational(percent)),
  isFinal: true,
});

type Reason = Pick<TaxDecision, "treatment" | "rule">;

const reasonOf = ({ treatment, place }: TreatmentDecision, sellerCountry: string): Reason => {
  if (treatment === "charged") return { treatment, rule: place === sellerCountry ? "seller_place" : "buyer_place" };
  return treatment === "reverse_charge" || treatment === "pending"
    ? { treatment: "reverse_charge", rule: "reverse_charge_eu" }
    : { treatment: "not_registered", rule: "no_nexus" };
};

/**
 * Who owes which tax on our electronically supplied services: what `decideTreatment` says, with our registrations. A
 * business whose VAT id is still to be checked accounts for the tax itself for the time being; Britain and Japan tax what
 * is sold there from abroad; in the United States the seller is registered nowhere yet.
 */
export const decideTax = (sellerCountry: string, buyer: TaxBuyer, day: PlainDate): TaxDecision => {
  if (typeof buyer.statedTaxPercent === "string") return statedTax(buyer.country, buyer.statedTaxPercent);
  const decision = decideTreatment(
    {
      sellerPlace: sellerCountry,
      buyer: {
        place: buyer.country,
        type: buyer.kind === "business" ? "business" : "consumer",
        taxIdStatus: buyer.taxIdStatus,
        isExempt: false,
        isReseller: false,
      },
      category: "standard",
      day,
    },
    registrations,
  );
  return {
    ...reasonOf(decision, sellerCountry),
    jurisdiction: decision.place,
    category: "standard",
    ratePercent: formatRational(decision.percent),
    isFinal: decision.isFinal,
  };
};
