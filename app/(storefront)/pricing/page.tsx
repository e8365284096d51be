import type { Metadata } from "next";
import storefront from "@/messages/en/storefront.json";
import { NothingOnSale } from "../_components/nothing-on-sale";
import { loadPricing } from "../_data/load-pricing";
import { PricingScreen } from "./_components/pricing-screen";

export const metadata: Metadata = { title: storefront.header.pricing };

export default async function Pricing({ searchParams }: PageProps<"/pricing">) {
  const { problem } = await searchParams;
  const pricing = await loadPricing(searchParams);
  if (!pricing) return <NothingOnSale page="P2" />;
  return <PricingScreen {...pricing} problem={typeof problem === "string" ? problem : undefined} />;
}
