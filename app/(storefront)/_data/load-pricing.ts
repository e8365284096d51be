import { cookies, headers } from "next/headers";
import { publicContext, signedIn } from "@/server/auth/request-context";
import { isAnythingOnSale, listOffers } from "@/server/orders";
import { chooseCountry } from "@/server/sellers/core";
import { type PricingChoice, readPricingChoice, type SearchParams } from "./pricing-params";
import type { PricingView } from "./pricing-view";

export type Pricing = { choice: PricingChoice; view: PricingView; viewer: { isSignedIn: boolean } };

/**
 * The price list that an address asks for, in the country it names, the one chosen last, or the browser's; null where
 * nothing is on sale yet.
 */
export const loadPricing = async (searchParams: Promise<SearchParams>): Promise<Pricing | null> => {
  const asked = readPricingChoice(await searchParams);
  const ctx = await publicContext();
  if (!(await isAnythingOnSale(ctx))) return null;
  const country = chooseCountry({
    fromUrl: asked.country,
    fromCookie: (await cookies()).get("country")?.value,
    acceptLanguage: (await headers()).get("accept-language"),
  });
  const { ccy, buyer, term, seats, product, gb } = asked;
  const addOnQuantities = gb === undefined ? {} : { "extra-storage": gb };
  const view = await listOffers(ctx, { country, currency: ccy ?? null, buyer, term, seats, product, addOnQuantities });
  return { choice: { ...asked, country }, view, viewer: { isSignedIn: (await signedIn()) !== null } };
};
