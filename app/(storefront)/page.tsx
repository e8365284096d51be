import { NothingOnSale } from "./_components/nothing-on-sale";
import { findOwnedPlan } from "./_data/find-owned-plan";
import { loadPricing } from "./_data/load-pricing";
import { HomeScreen } from "./_home/home-screen";

export default async function Home({ searchParams }: PageProps<"/">) {
  const [pricing, ownedPlan] = await Promise.all([loadPricing(searchParams), findOwnedPlan()]);
  if (!pricing) return <NothingOnSale page="P1" />;
  const { view, viewer } = pricing;
  return <HomeScreen view={view} viewer={{ ...viewer, ownedPlan }} />;
}
