import type { Metadata } from "next";
import storefront from "@/messages/en/storefront.json";
import { loadPricing } from "../_data/load-pricing";
import { PricingScreen } from "./_components/pricing-screen";

export const metadata: Metadata = { title: storefront.header.pricing };

export default async function Pricing({ searchParams }: PageProps<"/pricing">) {
  const { problem } = await searchParams;
  return (
    <PricingScreen {...(await loadPricing(searchParams))} problem={typeof problem === "string" ? problem : undefined} />
  );
}
