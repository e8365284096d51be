import { type PricingChoice, pricingHref, readPricingChoice, type SearchParams } from "../../_data/pricing-params";

export const usedMax = 50_000_000n;

export type Used = { readonly kind: "number"; readonly count: bigint } | { readonly kind: "unreadable" };

const grouped = /^\d{1,3}(?:[.,'\u00a0 ]\d{3})+$/;
const thousands = /^(\d{1,6})(?:[.,](\d{1,3}))?k$/i;

/** 47350, 47,350, 47.350, 47 350 and 47k: as people write it. Nothing written is none. */
export const readUsed = (text: string): Used => {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "number", count: 0n };
  if (/^\d{1,15}$/.test(trimmed)) return { kind: "number", count: BigInt(trimmed) };
  if (trimmed.length <= 20 && grouped.test(trimmed)) {
    return { kind: "number", count: BigInt(trimmed.replaceAll(/\D/g, "")) };
  }
  const [, whole = "", part = ""] = thousands.exec(trimmed) ?? [];
  return whole === "" ? { kind: "unreadable" } : { kind: "number", count: BigInt(whole + part.padEnd(3, "0")) };
};

export type EstimateChoice = PricingChoice & { readonly usedText: string; readonly used: Used };

export const readEstimateChoice = (searchParams: SearchParams): EstimateChoice => {
  const { used } = searchParams;
  const usedText = (Array.isArray(used) ? used.at(-1) : used)?.slice(0, 40) ?? "";
  return { ...readPricingChoice(searchParams), usedText, used: readUsed(usedText) };
};

/** The address of exactly this estimate. */
export const estimateHref = (slug: string, choice: PricingChoice, used: string): string => {
  const query = new URLSearchParams(pricingHref({ ...choice, product: undefined, gb: undefined }).split("?")[1]);
  if (used !== "") query.set("used", used);
  return `/products/${slug}?${query}`;
};
