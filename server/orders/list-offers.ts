import { listPublishedRatePlans } from "@/server/catalog";
import { type IntervalName, pricedFor, type RatePlan } from "@/server/catalog/core";
import { DomainError, dayInZone, invariant } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { getSellerByKey } from "@/server/sellers";
import { chooseSeller, markets } from "@/server/sellers/core";
import { getPolicy } from "@/server/subscriptions";
import { decideTax } from "@/server/tax/core";
import { storeChannel } from "./channel-of";
import {
  type AddOnOffer,
  type BuyerKind,
  type OfferRequest,
  type OfferUnit,
  type PlanOffer,
  priceOffers,
} from "./core";

export type ListOffersInput = {
  readonly country: string;
  /** Null: the currency of the country. */
  readonly currency: string | null;
  readonly buyer: BuyerKind;
  readonly term: IntervalName;
  readonly seats: number;
  /** Of which product the plans are listed; the first on sale where none is named, or one that is not sold. */
  readonly product?: string | undefined;
  readonly addOnQuantities?: Readonly<Record<string, number>>;
};

export type Product = { readonly key: string; readonly name: string };

export type Country = { readonly code: string; readonly name: string; readonly currency: string };

export type PricingView = {
  readonly country: { readonly code: string; readonly name: string };
  readonly currency: string;
  readonly seller: { readonly name: string; readonly city: string };
  readonly buyer: BuyerKind;
  readonly term: IntervalName;
  readonly seats: number;
  readonly taxRatePercent: string | null;
  readonly taxLabel: string;
  readonly taxNote: string;
  readonly soldHere: boolean;
  readonly suggestion?: { readonly country: string; readonly currency: string };
  readonly product: Product;
  /** Everything that is sold by itself, in the order of the catalog. */
  readonly products: readonly Product[];
  readonly unit: OfferUnit | null;
  readonly plans: readonly PlanOffer[];
  readonly addOns: readonly AddOnOffer[];
  readonly features: Readonly<Record<string, RatePlan["features"]>>;
  readonly countries: readonly Country[];
};

const names = new Intl.DisplayNames("en-GB", { type: "region" });

const nameOf = (code: string): string => names.of(code) ?? code;

export const listCountries = (): Country[] =>
  markets
    .map(({ country, currency }) => ({ code: country, name: nameOf(country), currency }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const taxLabelOf = (country: string): string =>
  country === "JP" ? "consumption tax" : country === "US" ? "sales tax" : "VAT";

/** Whether a shopper finds anything: a company that was just founded has no catalog. */
export const isAnythingOnSale = async (ctx: ServiceContext): Promise<boolean> =>
  (await listPublishedRatePlans(ctx)).some(({ isOnSale }) => isOnSale);

/** The price list for a shopper: every plan on sale, taxed and totalled for the seats and term asked for. */
export const listOffers = async (ctx: ServiceContext, input: ListOffersInput): Promise<PricingView> =>
  (await readPriceList(ctx, input)).view;

export type PriceList = { readonly view: PricingView; readonly request: OfferRequest };

/** The list with what it was computed from, for whatever else is computed of the same. */
export const readPriceList = async (ctx: ServiceContext, input: ListOffersInput): Promise<PriceList> => {
  const choice = chooseSeller(input.country, input.currency);
  const customer = { country: input.country, segment: null, channel: storeChannel };
  const { market } = choice;
  if (!market) throw new DomainError("invalid_input", "order.country_not_served", "Not sold in this country yet.");
  const [ratePlans, seller] = await Promise.all([listPublishedRatePlans(ctx), getSellerByKey(ctx, market.sellerKey)]);
  const policy = await getPolicy(ctx, seller.policyId);
  const day = dayInZone(ctx.now, market.timeZone);
  const currency = choice.ok ? choice.currency : (input.currency ?? market.currency);
  const decision = decideTax(seller.country, { country: input.country, kind: input.buyer, taxIdStatus: "none" }, day);
  const products = productsOnSale(ratePlans);
  const product = products.find(({ key }) => key === input.product) ?? products[0];
  invariant(product, "A price list is read where something is sold.");
  const request: OfferRequest = {
    ...input,
    productKey: product.key,
    currency,
    channel: storeChannel,
    // Nobody is known here: where they are, and that they order online, is all that prices can go by.
    ratePlans: ratePlans.map((plan) => (choice.ok ? pricedFor(plan, customer) : withoutPrices(plan))),
    conventions: policy,
    sellerCountry: seller.country,
    day,
    zone: market.timeZone,
  };
  const offers = priceOffers(request);
  const view: PricingView = {
    country: { code: input.country, name: nameOf(input.country) },
    currency,
    seller: { name: seller.legalName, city: seller.city },
    buyer: input.buyer,
    term: input.term,
    seats: input.seats,
    taxRatePercent: decision.treatment === "charged" ? decision.ratePercent : null,
    taxLabel: taxLabelOf(input.country),
    taxNote: decision.rule,
    soldHere: choice.ok,
    ...(choice.ok ? {} : { suggestion: { country: input.country, currency: market.currency } }),
    product,
    products,
    unit: offers.plans[0]?.unit ?? null,
    ...offers,
    features: Object.fromEntries(ratePlans.filter((plan) => plan.isOnSale).map((plan) => [plan.key, plan.features])),
    countries: listCountries(),
  };
  return { view, request };
};

const productsOnSale = (ratePlans: readonly RatePlan[]): Product[] => {
  const sold = ratePlans.filter(({ isOnSale, isAddOn }) => isOnSale && !isAddOn);
  return [...new Map(sold.map(({ productKey, productName }) => [productKey, productName]))].map(([key, name]) => ({
    key,
    name,
  }));
};

// A currency another seller has prices in is still not sold to this country.
const withoutPrices = (plan: RatePlan): RatePlan => ({
  ...plan,
  charges: plan.charges.map((charge) => ({ ...charge, prices: [] })),
});
