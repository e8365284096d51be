import { ArrowRight } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/billing/money-text";
import { dollarsFor } from "@/components/billing/plan-price";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { PricingView } from "../_data/pricing-view";

type TilesProps = { view: PricingView; ownedPlan: string | null };

function From({ net, gross, view }: { net: bigint; gross: bigint; view: PricingView }) {
  const t = useTranslations("storefront.home");
  const look = { currency: view.currency, dollars: dollarsFor(view) };
  return (
    <div className="mt-auto pt-7">
      <p className="text-sm text-text-2">{t("from")}</p>
      <p className="text-h1 font-semibold tracking-[-0.01em]">
        <MoneyText key={gross} minor={gross} {...look} testId="amt-from" className="total" />
      </p>
      {view.taxRatePercent && (
        <p className="mt-1 text-small text-text-3">
          <MoneyText minor={net} {...look} /> {t("exclShort")}
        </p>
      )}
    </div>
  );
}

function TileLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href as Route}
      className="mt-5 inline-flex items-center gap-2 self-start font-medium text-brand no-underline after:absolute after:inset-0 after:rounded-card group-hover:underline group-hover:underline-offset-3"
    >
      {children}
      <ArrowRight aria-hidden size={16} strokeWidth={2} />
    </Link>
  );
}

function PlanPrices({ view, ownedPlan }: TilesProps) {
  const t = useTranslations("storefront.home");
  const look = { currency: view.currency, dollars: dollarsFor(view) };
  const tax = { tax: view.taxLabel };
  const figure = "py-4 text-right align-top whitespace-nowrap";
  return (
    <table className="w-full border-collapse self-start">
      <thead>
        <tr className="text-small text-text-3">
          <th scope="col" className="text-left font-normal">
            <span className="sr-only">{t("plan")}</span>
          </th>
          {view.taxRatePercent && (
            <th scope="col" className="pb-2.5 text-right font-normal">
              {t("excl", tax)}
            </th>
          )}
          <th scope="col" className="pb-2.5 text-right font-normal">
            {view.taxRatePercent ? t("incl", tax) : t("price")}
          </th>
        </tr>
      </thead>
      <tbody>
        {view.plans
          .filter(({ priceMissing }) => !priceMissing)
          .map((plan) => (
            <tr key={plan.ratePlanKey} className="border-t border-border">
              <th scope="row" className="py-4 text-left font-medium">
                {plan.name}{" "}
                <span className="text-sm font-normal text-text-2 max-sm:block sm:ml-2">
                  {plan.perSeat
                    ? t(plan.seatsMax < 500 ? "perSeatUpTo" : "perSeat", { max: plan.seatsMax })
                    : t("forSeats", { seats: plan.seatsIncluded ?? plan.seatsMax })}
                </span>{" "}
                {plan.ratePlanKey === ownedPlan && <Badge tone="brand">{t("yourPlan")}</Badge>}
              </th>
              {view.taxRatePercent && (
                <td className={`${figure} text-text-2`}>
                  <MoneyText minor={plan.unitPriceMinor} {...look} />
                </td>
              )}
              <td className={`${figure} w-24 font-medium`}>
                <MoneyText minor={plan.unitPriceGrossMinor} {...look} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

export function PriceTiles({ view, ownedPlan }: TilesProps) {
  const t = useTranslations("storefront.home");
  const sold = view.plans.filter(({ priceMissing }) => !priceMissing);
  const lowest = sold.toSorted((a, b) => Number(a.unitPriceMinor - b.unitPriceMinor)).at(0);
  const residency = view.addOns.find(({ key, priceMissing }) => key === "eu-data-residency" && !priceMissing);
  const tile =
    "group relative flex flex-col rounded-card border border-border bg-surface p-5 hover:border-border-strong sm:p-8";
  return (
    <section aria-labelledby="prices" className="mt-14 sm:mt-24">
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1">
        <h2 id="prices" className="headline text-h1">
          {t("pricesTitle")}
        </h2>
        <p className="text-text-2">
          {view.taxRatePercent
            ? t("pricesFor", { country: view.country.name, rate: view.taxRatePercent, tax: view.taxLabel })
            : t("pricesForPlain", { country: view.country.name })}
        </p>
      </div>
      <div className="mt-6 grid gap-6 md:grid-cols-3">
        <div className={`${tile} md:col-span-2`}>
          <div className="grid flex-1 gap-x-10 gap-y-8 sm:grid-cols-[256px_minmax(0,1fr)]">
            <div className="flex flex-col">
              <h3 className="headline text-h2">{t("desk.title")}</h3>
              <p className="mt-2 max-w-[30ch] text-text-2">{t("desk.body")}</p>
              {lowest && <From net={lowest.unitPriceMinor} gross={lowest.unitPriceGrossMinor} view={view} />}
            </div>
            <PlanPrices view={view} ownedPlan={ownedPlan} />
          </div>
          <TileLink href="/pricing#compare">{t("desk.link")}</TileLink>
        </div>
        {residency && (
          <div className={tile}>
            <h3 className="headline text-h2">{residency.name}</h3>
            <p className="mt-2 text-text-2">{t("residency.body")}</p>
            <From net={residency.netMinor} gross={residency.grossMinor} view={view} />
            <TileLink href="/pricing#add-ons">{t("residency.link")}</TileLink>
          </div>
        )}
      </div>
    </section>
  );
}
