import type { Route } from "next";
import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { dollarsFor } from "@/components/billing/plan-price";
import { PageMain } from "@/components/layout/page-main";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { StoreFrame } from "../_components/store-frame";
import type { PricingView } from "../_data/pricing-view";
import { Hero } from "./hero";
import { PriceTiles } from "./price-tiles";
import { Stage } from "./stage";
import { Voices } from "./voices";
import { WorkingDay } from "./working-day";

type HomeScreenProps = {
  view: PricingView;
  viewer: { isSignedIn: boolean; ownedPlan: string | null };
};

function FirstSteps({ view }: { view: PricingView }) {
  const t = useTranslations("storefront.home.start");
  const zero = formatMoney(0n, view.currency, { dollars: dollarsFor(view) });
  return (
    <section className="border-t border-border bg-sunken">
      <div className="mx-auto flex max-w-[1248px] flex-wrap items-center justify-between gap-x-12 gap-y-6 px-5 py-14 sm:px-6 sm:py-16">
        <div>
          <h2 className="headline text-h1">{t("title")}</h2>
          <p className="mt-2 text-text-2">{t("body", { zero })}</p>
        </div>
        <LinkButton href={"/pricing" as Route} kind="primary" width="phone">
          {t("seePricing")}
        </LinkButton>
      </div>
    </section>
  );
}

export function HomeScreen({ view, viewer }: HomeScreenProps) {
  const t = useTranslations("storefront.home");
  const isSold = view.plans.some(({ priceMissing }) => !priceMissing);
  return (
    <StoreFrame view={view} viewer={viewer} path="/" keep={{}}>
      <PageMain page="P1" state={isSold ? "ready" : "empty"}>
        <Hero view={view} />
        <Stage />
        <div className="mx-auto w-full max-w-[1248px] px-5 pb-14 sm:px-6 sm:pb-24">
          {isSold ? (
            <PriceTiles view={view} ownedPlan={viewer.ownedPlan} />
          ) : (
            <EmptyState title={t("noPrices.title")}>{t("noPrices.body")}</EmptyState>
          )}
          <WorkingDay />
          <Voices taxLabel={view.taxLabel} />
        </div>
        <FirstSteps view={view} />
      </PageMain>
    </StoreFrame>
  );
}
