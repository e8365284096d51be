import { type ReadCount, readCount } from "@/components/form/read-count";
import { type PricingChoice, pricingHref, readPricingChoice, type SearchParams } from "../../_data/pricing-params";

export const usedMax = 50_000_000n;

export type EstimateChoice = PricingChoice & { readonly usedText: string; readonly used: ReadCount };

export const readEstimateChoice = (searchParams: SearchParams): EstimateChoice => {
  const { used } = searchParams;
  const usedText = (Array.isArray(used) ? used.at(-1) : used)?.slice(0, 40) ?? "";
  return { ...readPricingChoice(searchParams), usedText, used: readCount(usedText) };
};

/** The address of exactly this estimate. */
export const estimateHref = (slug: string, choice: PricingChoice, used: string): string => {
  const query = new URLSearchParams(pricingHref({ ...choice, product: undefined, gb: undefined }).split("?")[1]);
  if (used !== "") query.set("used", used);
  return `/products/${slug}?${query}`;
};
