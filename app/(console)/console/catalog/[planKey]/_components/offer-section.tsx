import { useTranslations } from "next-intl";
import { PlanCard } from "@/components/billing/plan-card";
import type { CatalogPlanView } from "@/server/support";

const hrefOf = ({ view, plan }: NonNullable<CatalogPlanView["offer"]>): string => {
  const query = new URLSearchParams({
    ...{ product: view.product.key, seats: String(view.seats), term: view.term, buyer: view.buyer },
    ...{ country: view.country.code, ccy: view.currency },
  });
  return `/pricing?${query}#${plan.ratePlanKey}`;
};

/** The plan as the price list shows it, by the price list's own figures and words. */
export function OfferSection({ view }: { view: CatalogPlanView }) {
  const t = useTranslations("catalog.plan.offer");
  const { offer, plan, state } = view;
  const whyNot = plan.isAddOn ? t("addOn") : state === "on_sale" ? t("notSo") : t("off");
  return (
    <aside aria-labelledby="offer" className="border-b border-border bg-bg px-4 py-5 md:px-6 lg:border-l lg:px-5">
      <h2 id="offer" className="text-sm font-semibold">
        {t("title")}
      </h2>
      {offer ? (
        <>
          <p className="mt-1 text-small text-text-2">{t("seenBy", { country: offer.view.country.name })}</p>
          <div
            data-testid="offer"
            className="mt-3 grid max-w-md gap-3.5 rounded-card border border-border bg-surface p-5 text-base"
          >
            <PlanCard plan={offer.plan} view={offer.view} />
          </div>
          <p className="mt-3 text-small">
            <a href={hrefOf(offer)} className="link inline-flex min-h-6 items-center">
              {t("open")}
            </a>
          </p>
        </>
      ) : (
        <p className="mt-1 text-small text-text-2">{whyNot}</p>
      )}
    </aside>
  );
}
