import { cookies, headers } from "next/headers";
import { publicContext, signedIn } from "@/server/auth/request-context";
import { listOffers } from "@/server/orders";
import { chooseCountry } from "@/server/sellers/core";
import { toStoreView } from "./offers-contract";
import { type PricingChoice, readPricingChoice } from "./pricing-params";

type SearchParams = Record<string, string | string[] | undefined>;

/** The prices a page shows: for the country of the address, else the one remembered, else the browser's region. */
export const readPricing = async (searchParams: SearchParams) => {
  const ctx = await publicContext();
  const choice = readPricingChoice(searchParams);
  const country = chooseCountry({
    fromUrl: choice.country,
    fromCookie: (await cookies()).get("country")?.value,
    acceptLanguage: (await headers()).get("accept-language"),
  });
  const { buyer, term, seats, ccy } = choice;
  const view = toStoreView(await listOffers(ctx, { country, currency: ccy ?? null, buyer, term, seats }));
  const chosen: PricingChoice = { ...choice, country };
  return { view, choice: chosen, viewer: { isSignedIn: (await signedIn()) !== null } };
};
