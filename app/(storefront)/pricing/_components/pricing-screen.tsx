import type { Route } from "next";
import { useTranslations } from "next-intl";
import { PageMain } from "@/components/layout/page-main";
import { Link } from "@/components/ui/link";
import { StoreFrame } from "../../_components/store-frame";
import { type PricingChoice, pricingHref } from "../../_data/pricing-params";
import type { PricingView } from "../../_data/pricing-view";
import { AddOns } from "./add-ons";
import { isCompared } from "./compare-rows";
import { CompareTable } from "./compare-table";
import { PlanPanel } from "./plan-panel";
import { PricingControls } from "./pricing-controls";
import { PricingQuestions } from "./pricing-questions";
import { ProblemNotice } from "./problem-notice";
import { ProductLinks } from "./product-links";
import { TotalsAnnouncement } from "./totals-announcement";

type PricingScreenProps = {
  view: PricingView;
  choice: PricingChoice;
  viewer: { isSignedIn: boolean };
  problem: string | undefined;
};

export function PricingScreen({ view, choice, viewer, problem }: PricingScreenProps) {
  const t = useTranslations("storefront.pricing");
  const keep = { product: view.product.key, seats: String(view.seats), term: view.term, buyer: view.buyer };
  return (
    <StoreFrame view={view} viewer={viewer} current="pricing" path="/pricing" keep={keep}>
      <PageMain page="P2" className="mx-auto w-full max-w-[1248px] flex-1 px-5 pt-8 pb-14 sm:px-6 sm:pt-14 sm:pb-24">
        <ProblemNotice problem={problem} />
        <h1 className="headline text-h1">{t("title", { product: view.product.name })}</h1>
        <p className="mt-2 text-lead text-text-2">{t(`lead.${view.unit ?? "usage"}`)}</p>
        <ProductLinks view={view} choice={choice} />
        <div className="mt-8">
          <PricingControls view={view} choice={choice} />
        </div>
        <TotalsAnnouncement view={view} />
        <PlanPanel view={view} choice={choice} />
        {view.plans.some(({ usage }) => usage.length > 0) && (
          <p className="mt-3">
            <Link
              href={pricingHref(choice).replace("/pricing", `/products/${view.product.key}`) as Route}
              className="link inline-flex min-h-6 items-center font-medium"
            >
              {t("estimate")}
            </Link>
          </p>
        )}
        <AddOns view={view} choice={choice} />
        {isCompared(view) && <CompareTable view={view} />}
        <PricingQuestions view={view} />
      </PageMain>
    </StoreFrame>
  );
}
