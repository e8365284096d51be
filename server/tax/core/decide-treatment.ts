import { type PlainDate, percentOf, type Rational, type RoundingMode, roundRational, ZERO } from "@/server/kernel";
import { euCountries } from "@/server/sellers/core";
import { countryOfPlace, type DatedTaxRate, isWithinPlace, type TaxPlace, taxRateOn } from "./tax-rate";

export type TaxIdStatus = "valid" | "invalid" | "pending" | "none";

export type TaxTreatment =
  | "charged"
  | "reverse_charge"
  /** A business whose VAT id the register has not answered for: nothing is charged yet. */
  | "pending"
  | "export"
  | "exempt"
  | "resale"
  | "not_registered";

export type TaxedSale = {
  readonly sellerPlace: TaxPlace;
  readonly buyer: {
    readonly place: TaxPlace;
    readonly type: "business" | "consumer";
    readonly taxIdStatus: TaxIdStatus;
    readonly isExempt: boolean;
    readonly isReseller: boolean;
  };
  readonly category: string;
  readonly day: PlainDate | null;
};

/** What the seller is registered for, and by which rates it charges. */
export type TaxRegistrations = {
  readonly rates: readonly DatedTaxRate[];
  /** Where a seller outside the EU charges, and in which states one in the United States does. */
  readonly nexus: readonly TaxPlace[];
  /** Where a seller of the EU charges beyond the EU. */
  readonly registeredOutsideEu: readonly TaxPlace[];
  /** Its sales to consumers of other EU states stay below the yearly threshold of article 59c. */
  readonly isBelowDistanceThreshold: boolean;
};

export type TreatmentDecision = {
  readonly treatment: TaxTreatment;
  readonly place: TaxPlace;
  readonly percent: Rational;
  readonly isFinal: boolean;
};

/** Where tax is charged, or why it is not. */
type Outcome =
  | { readonly chargedAt: TaxPlace }
  | { readonly chargedAt: null; readonly treatment: Exclude<TaxTreatment, "charged"> };

const chargedAt = (place: TaxPlace): Outcome => ({ chargedAt: place });
const notCharged = (treatment: Exclude<TaxTreatment, "charged">): Outcome => ({ chargedAt: null, treatment });

const isInEu = (place: TaxPlace): boolean => euCountries.includes(countryOfPlace(place));
const isInUs = (place: TaxPlace): boolean => countryOfPlace(place) === "US";
const liesInOneOf = (place: TaxPlace, areas: readonly TaxPlace[]): boolean =>
  areas.some((area) => isWithinPlace(place, area));

const betweenEuStates = ({ sellerPlace, buyer }: TaxedSale, isBelowDistanceThreshold: boolean): Outcome => {
  if (buyer.type === "business" && buyer.taxIdStatus === "pending") return notCharged("pending");
  if (buyer.type === "business" && buyer.taxIdStatus === "valid") return notCharged("reverse_charge");
  return chargedAt(isBelowDistanceThreshold ? sellerPlace : buyer.place);
};

const acrossBorders = (sale: TaxedSale, registrations: TaxRegistrations): Outcome => {
  const { sellerPlace, buyer } = sale;
  if (isInEu(sellerPlace) && isInEu(buyer.place)) return betweenEuStates(sale, registrations.isBelowDistanceThreshold);
  const areas = isInEu(sellerPlace) ? registrations.registeredOutsideEu : registrations.nexus;
  return liesInOneOf(buyer.place, areas) ? chargedAt(buyer.place) : notCharged("export");
};

const withinUs = ({ sellerPlace, buyer }: TaxedSale, { nexus }: TaxRegistrations): Outcome =>
  liesInOneOf(buyer.place, [sellerPlace, ...nexus]) ? chargedAt(buyer.place) : notCharged("not_registered");

const decideOutcome = (sale: TaxedSale, registrations: TaxRegistrations): Outcome => {
  const { sellerPlace, buyer } = sale;
  if (buyer.isExempt) return notCharged("exempt");
  if (buyer.isReseller) return notCharged("resale");
  if (isInUs(sellerPlace) && isInUs(buyer.place)) return withinUs(sale, registrations);
  if (countryOfPlace(sellerPlace) === countryOfPlace(buyer.place)) return chargedAt(buyer.place);
  return acrossBorders(sale, registrations);
};

/**
 * Who owes which tax on a sale of services. An exemption and a resale come first; at home the buyer's place taxes; between
 * states of the EU a business with a valid VAT id accounts for it itself, everybody else is taxed where they are, or
 * where the seller is while it is below the threshold (Directive 2006/112/EC, articles 44, 58, 59c and 196); in the
 * United States a seller charges where it is registered; anything else is an export unless the seller is registered
 * there. Where tax is due and no rate is known, the seller is not registered.
 */
export const decideTreatment = (sale: TaxedSale, registrations: TaxRegistrations): TreatmentDecision => {
  const outcome = decideOutcome(sale, registrations);
  if (outcome.chargedAt === null) {
    const isFinal = outcome.treatment !== "pending";
    return { treatment: outcome.treatment, place: sale.buyer.place, percent: ZERO, isFinal };
  }
  const percent = taxRateOn(registrations.rates, outcome.chargedAt, sale.category, sale.day);
  if (percent === null) return { treatment: "not_registered", place: sale.buyer.place, percent: ZERO, isFinal: true };
  return { treatment: "charged", place: outcome.chargedAt, percent, isFinal: true };
};

/** What is charged on a net amount in minor units, exact before it is rounded once. */
export const taxOfTreatment = ({ percent }: TreatmentDecision, amountMinor: Rational, rounding: RoundingMode): bigint =>
  roundRational(percentOf(percent, amountMinor), rounding);
