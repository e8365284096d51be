import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import { publicContext, signedIn } from "@/server/auth/request-context";
import { isDomainError } from "@/server/kernel";
import { type EstimateInput, estimateOffers, isAnythingOnSale, listMetersOfProduct } from "@/server/orders";
import { chooseCountry } from "@/server/sellers/core";
import { NothingOnSale } from "../../_components/nothing-on-sale";
import { EstimateScreen } from "./_components/estimate-screen";
import { type EstimateChoice, readEstimateChoice, usedMax } from "./estimate-params";

export const metadata: Metadata = { title: "Estimate your bill" };

export default async function Product({ params, searchParams }: PageProps<"/products/[slug]">) {
  const { slug } = await params;
  const asked = readEstimateChoice(await searchParams);
  const ctx = await publicContext();
  if (!(await isAnythingOnSale(ctx))) return <NothingOnSale page="P3" />;
  const country = chooseCountry({
    fromUrl: asked.country,
    fromCookie: (await cookies()).get("country")?.value,
    acceptLanguage: (await headers()).get("accept-language"),
  });
  const meters = await listMetersOfProduct(ctx, slug);
  const estimate = await estimateOr404(inputOf(slug, country, asked, meters));
  const viewer = { isSignedIn: (await signedIn()) !== null };
  return (
    <EstimateScreen
      slug={slug}
      choice={{ ...asked, country }}
      meter={meters[0] ?? null}
      viewer={viewer}
      {...estimate}
    />
  );
}

const inputOf = (slug: string, country: string, asked: EstimateChoice, meters: readonly string[]): EstimateInput => {
  const { ccy, buyer, term, seats, used } = asked;
  const isKnown = used.kind === "number" && used.count <= usedMax;
  return {
    ...{ country, currency: ccy ?? null, buyer, term, seats, product: slug },
    usage: isKnown ? Object.fromEntries(meters.map((meter) => [meter, used.count])) : null,
  };
};

const estimateOr404 = async (input: EstimateInput) => {
  try {
    return await estimateOffers(await publicContext(), input);
  } catch (error) {
    if (isDomainError(error) && error.code === "not_found") notFound();
    throw error;
  }
};
