import { findOwnedPlan } from "./_data/find-owned-plan";
import { loadPricing } from "./_data/load-pricing";
import { HomeScreen } from "./_home/home-screen";

export default async function Home({ searchParams }: PageProps<"/">) {
  const [{ view, viewer }, ownedPlan] = await Promise.all([loadPricing(searchParams), findOwnedPlan()]);
  return <HomeScreen view={view} viewer={{ ...viewer, ownedPlan }} />;
}
