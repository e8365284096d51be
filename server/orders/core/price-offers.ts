import {
  everyOne,
  type IntervalName,
  isPerUnit,
  isSoldIn,
  type RatePlan,
  type SalesChannel,
} from "@/server/catalog/core";
import { dayOf, invariant, type PlainDate, rational, roundRational } from "@/server/kernel";
import type { Conventions } from "@/server/subscriptions/core";
import type { TaxBuyer } from "@/server/tax/core";
import { addOnQuantity, type OfferUnit, packagesOf, quantityOffered, unitOf } from "./offer-quantity";
import { planOrder } from "./plan-order";
import { type OrderPreview, priceOrder } from "./price-order";
import { type UsageTerms, usageTermsOf } from "./usage-terms";

export type BuyerKind = "business" | "personal";

export type PlanOffer = {
  readonly ratePlanKey: string;
  readonly name: string;
  readonly perSeat: boolean;
  readonly unit: OfferUnit | null;
  /** What is counted and billed after it was used, in the term asked for. */
  readonly usage: readonly UsageTerms[];
  readonly seatsMin: number;
  readonly seatsMax: number;
  readonly seatsIncluded?: number;
  /** Whether the plan can hold the seats asked for; where not, it is priced for the most it can. */
  readonly fits: boolean;
  readonly seatsPriced: number;
  /** One seat for one month. */
  readonly unitPriceMinor: bigint;
  readonly unitPriceGrossMinor: bigint;
  /** All seats priced for one month. */
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly grossMinor: bigint;
  /** The first renewal in the term asked for. */
  readonly renewalDay: PlainDate;
  readonly renewsDayOfMonth: number;
  /** All seats priced for one year; the share of a month and the saving are net for a business, gross for a person. */
  readonly yearly?: {
    readonly netMinor: bigint;
    readonly grossMinor: bigint;
    readonly perMonthMinor: bigint;
    readonly savedMinor: bigint;
  };
  readonly priceMissing: boolean;
  readonly lowestForSeats: boolean;
};

export type AddOnOffer = {
  readonly key: string;
  readonly name: string;
  /** What is offered of it: as many as the seats where each is paid for, at least the least it is sold in. */
  readonly quantity: number;
  /** What can be chosen instead; empty where nothing can. */
  readonly quantities: readonly number[];
  readonly perSeat: boolean;
  /** In the term asked for when recurring. */
  readonly netMinor: bigint;
  readonly grossMinor: bigint;
  readonly kind: "recurring" | "one_time";
  readonly priceMissing: boolean;
};

export type OfferRequest = {
  readonly ratePlans: readonly RatePlan[];
  readonly conventions: Conventions;
  readonly sellerCountry: string;
  readonly country: string;
  readonly currency: string;
  readonly buyer: BuyerKind;
  /** Through which the order would come. */
  readonly channel: SalesChannel;
  readonly term: IntervalName;
  readonly seats: number;
  /** How much of an add-on is asked for, by its key. */
  readonly addOnQuantities?: Readonly<Record<string, number>>;
  /** Of which product the plans are; the add-ons go with those of every product. */
  readonly productKey?: string | undefined;
  readonly day: PlainDate;
  /** Where the buyer's days begin. */
  readonly zone: string;
};

/** What the price list says, computed the way an order is: by planning and pricing one. */
export const priceOffers = (request: OfferRequest): { plans: PlanOffer[]; addOns: AddOnOffer[] } => {
  const onSale = request.ratePlans.filter((plan) => plan.isOnSale);
  const plans = onSale
    .filter((plan) => !plan.isAddOn && plan.productKey === (request.productKey ?? plan.productKey))
    .map((plan) => priceOffer(request, plan));
  const cheapest = lowestThatFits(plans);
  return {
    plans: plans.map((plan) => ({ ...plan, lowestForSeats: plan.ratePlanKey === cheapest?.ratePlanKey })),
    addOns: onSale.filter((plan) => plan.isAddOn).map((plan) => priceAddOn(request, plan)),
  };
};

/** Of several that hold what is asked for; where nothing is counted the price alone says nothing. */
const lowestThatFits = (plans: readonly PlanOffer[]): PlanOffer | undefined =>
  plans.length < 2
    ? undefined
    : plans
        .filter((plan) => plan.fits && !plan.priceMissing && plan.unit !== null)
        .reduce<PlanOffer | undefined>(
          (best, plan) => (best && best.netMinor <= plan.netMinor ? best : plan),
          undefined,
        );

const priceOffer = (request: OfferRequest, plan: RatePlan): PlanOffer => {
  const perSeat = isPerUnit(plan);
  const included = includedSeats(plan);
  const seatsMax = perSeat ? plan.quantityMax : included;
  const unit = unitOf(plan);
  const seatsPriced = quantityOffered(plan, request.seats);
  const base = {
    ratePlanKey: plan.key,
    name: plan.name,
    perSeat,
    unit,
    usage: usageTermsOf(plan, request.currency, request.term),
    seatsMin: plan.quantityMin,
    seatsMax,
    ...(perSeat ? {} : { seatsIncluded: included }),
    fits: unit === null || request.seats <= seatsMax,
    seatsPriced: perSeat ? seatsPriced : included,
    lowestForSeats: false,
  };
  if (!isSoldIn(plan, request.currency, everyOne("month")))
    return { ...base, ...nothing(request.day), priceMissing: true };
  const month = preview(request, plan, { quantity: seatsPriced, interval: "month" });
  const single = preview(request, plan, { quantity: plan.quantityMin, interval: "month" });
  const asked = preview(request, plan, { quantity: seatsPriced, interval: request.term });
  const yearly = yearlyOffer(request, plan, seatsPriced, month);
  return {
    ...base,
    unitPriceMinor: single.document.net.minor,
    unitPriceGrossMinor: single.document.total.minor,
    netMinor: month.document.net.minor,
    taxMinor: month.document.tax.minor,
    grossMinor: month.document.total.minor,
    renewalDay: asked.future[0]?.on ?? request.day,
    renewsDayOfMonth: dayOf(request.day),
    ...(yearly ? { yearly } : {}),
    priceMissing: false,
  };
};

const includedSeats = (plan: RatePlan): number => {
  const seats = plan.features.seats;
  return seats?.kind === "quantity" && typeof seats.limit === "number" ? seats.limit : plan.quantityMax;
};

const nothing = (day: PlainDate) => ({
  unitPriceMinor: 0n,
  unitPriceGrossMinor: 0n,
  netMinor: 0n,
  taxMinor: 0n,
  grossMinor: 0n,
  renewalDay: day,
  renewsDayOfMonth: dayOf(day),
});

const yearlyOffer = (request: OfferRequest, plan: RatePlan, quantity: number, month: OrderPreview) => {
  if (!isSoldIn(plan, request.currency, everyOne("year"))) return null;
  const year = preview(request, plan, { quantity, interval: "year" });
  const headline = (of: OrderPreview) => (request.buyer === "business" ? of.document.net : of.document.total).minor;
  return {
    netMinor: year.document.net.minor,
    grossMinor: year.document.total.minor,
    perMonthMinor: roundRational(rational(headline(year), 12n)),
    savedMinor: headline(month) * 12n - headline(year),
  };
};

const priceAddOn = (request: OfferRequest, plan: RatePlan): AddOnOffer => {
  const kind = plan.charges.every((charge) => charge.kind === "one_time") ? "one_time" : "recurring";
  const quantity = addOnQuantity(plan, request.seats, request.addOnQuantities?.[plan.key]);
  const quantities = packagesOf(plan);
  const perSeat = isPerUnit(plan) && quantities.length === 0;
  const base = { key: plan.key, name: plan.name, kind, quantity, quantities, perSeat } as const;
  if (!isSoldIn(plan, request.currency, everyOne(request.term))) {
    return { ...base, netMinor: 0n, grossMinor: 0n, priceMissing: true };
  }
  const { document } = preview(request, { ...plan, isAddOn: false }, { quantity, interval: request.term });
  return { ...base, netMinor: document.net.minor, grossMinor: document.total.minor, priceMissing: false };
};

const preview = (
  request: OfferRequest,
  plan: RatePlan,
  of: { readonly quantity: number; readonly interval: IntervalName },
): OrderPreview => {
  const buyer: TaxBuyer = { country: request.country, kind: request.buyer, taxIdStatus: "none" };
  const planned = planOrder(
    { ratePlans: [plan], conventions: request.conventions, coupons: [] },
    {
      buyer: { kind: request.buyer, country: request.country, taxId: null },
      currency: request.currency,
      channel: request.channel,
      actions: [{ action: "create", interval: of.interval, ratePlans: [{ key: plan.key, quantity: of.quantity }] }],
    },
    { kind: "day", day: request.day },
  );
  invariant(planned.ok, `The offer of ${plan.key} cannot be planned.`);
  return priceOrder(planned, request.conventions, request.sellerCountry, buyer);
};
