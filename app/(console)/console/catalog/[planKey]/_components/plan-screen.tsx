import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { StatusBadge } from "@/components/billing/status-badge";
import { PageMain } from "@/components/layout/page-main";
import { dayInZone } from "@/server/kernel";
import type { CatalogPlanView } from "@/server/support";
import { Metrics } from "../../../_components/metrics";
import { RecordHeader } from "../../../_components/room-header";
import { ChargeSection } from "./charge-section";
import { DifferencesSection } from "./differences-section";
import { ExampleSection } from "./example-section";
import { FeaturesSection } from "./features-section";
import { OfferSection } from "./offer-section";
import type { PlanAddress } from "./plan-address";
import { VersionsSection } from "./versions-section";

type PlanScreenProps = { view: CatalogPlanView; address: PlanAddress; zone: string };

/** "Desk Team"; a product with a single plan of its own name is not said twice. */
const nameOfPlan = ({ name, productName }: CatalogPlanView["plan"]): string =>
  name === productName ? name : `${productName} ${name}`;

function Facts({ view, zone }: Pick<PlanScreenProps, "view" | "zone">) {
  const t = useTranslations("catalog.plan.facts");
  const { plan, versions } = view;
  const shown = versions.find(({ version }) => version === plan.version);
  const small = (words: string) => <span className="text-base">{words}</span>;
  return (
    <Metrics
      metrics={[
        {
          key: "version",
          label: t("version"),
          value: plan.version,
          note: plan.publishedAt
            ? t.rich("published", { day: () => <DayText day={dayInZone(plan.publishedAt ?? new Date(0), zone)} /> })
            : t("unpublished"),
        },
        {
          key: "subscriptions",
          label: t("subscriptions"),
          value: (shown?.subscriptionCount ?? 0).toLocaleString("en-GB"),
          note: t("subscriptionsNote"),
        },
        {
          key: "quantity",
          label: t("quantity"),
          value: small(
            plan.quantityMin === plan.quantityMax
              ? plan.quantityMin.toLocaleString("en-GB")
              : t("quantities", { min: plan.quantityMin, max: plan.quantityMax }),
          ),
        },
        { key: "trial", label: t("trial"), value: small(t("trialDays", { count: plan.trialDays })) },
        {
          key: "term",
          label: t("term"),
          value: small(plan.terms === null ? t("evergreen") : t("terms", { count: plan.terms })),
        },
        {
          key: "taxCode",
          label: t("taxCode"),
          value: <span className="font-mono text-small font-normal">{plan.taxCode}</span>,
        },
      ]}
    />
  );
}

export function PlanScreen({ view, address, zone }: PlanScreenProps) {
  const t = useTranslations("catalog");
  const { plan } = view;
  return (
    <PageMain page="D1">
      <RecordHeader
        crumbs={[
          { href: "/console/catalog", label: t("title") },
          { href: `/console/catalog?product=${plan.productKey}`, label: plan.productName },
          { label: t(`plan.kinds.${plan.isAddOn ? "add_on" : "plan"}`) },
        ]}
        title={nameOfPlan(plan)}
        badges={<StatusBadge object="rate_plan" status={view.state} />}
        facts={<span className="font-mono text-micro">{plan.key}</span>}
      />
      <Facts view={view} zone={zone} />
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_304px] xl:grid-cols-[minmax(0,1fr)_360px]">
        <div className="min-w-0">
          <ExampleSection view={view} address={address} />
          {view.charges.map((charge) => (
            <ChargeSection key={charge.key} charge={charge} view={view} address={address} />
          ))}
          <VersionsSection view={view} address={address} zone={zone} />
          <DifferencesSection view={view} address={address} />
          <FeaturesSection features={plan.features} />
        </div>
        <OfferSection view={view} />
      </div>
    </PageMain>
  );
}
