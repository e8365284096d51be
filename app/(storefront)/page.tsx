import { loadPricing } from "./_data/load-pricing";
import { HomeScreen } from "./_home/home-screen";

export default async function Home({ searchParams }: PageProps<"/">) {
  const { view, viewer } = await loadPricing(searchParams);
  return <HomeScreen view={view} viewer={viewer} />;
}
