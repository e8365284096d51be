import type { Route } from "next";
import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { dollarsFor } from "@/components/billing/plan-price";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import type { PricingView } from "../_data/pricing-view";

/** The cheapest way in and the cheapest seat that costs something, from the price book of the country shown. */
function entryPrices(view: PricingView) {
  const sold = view.plans.filter(({ priceMissing }) => !priceMissing);
  const free = sold.find(({ perSeat }) => !perSeat);
  const paid = sold.filter(({ perSeat }) => perSeat).toSorted((a, b) => Number(a.unitPriceMinor - b.unitPriceMinor));
  return { free, seat: paid.at(0) };
}

export function Hero({ view }: { view: PricingView }) {
  const t = useTranslations("storefront.home");
  const { free, seat } = entryPrices(view);
  const say = (minor: bigint) => formatMoney(minor, view.currency, { dollars: dollarsFor(view) });
  return (
    <section className="mx-auto grid w-full max-w-[1248px] gap-x-6 gap-y-6 px-5 pt-10 pb-10 sm:px-6 md:grid-cols-12 md:pt-20 md:pb-14">
      <h1 className="headline max-w-[8.2em] text-display md:col-span-7">{t("title")}</h1>
      <div className="flex flex-col justify-between gap-6 md:col-span-5 md:pl-6">
        <p className="text-lead text-text-2">
          {t("lead")}{" "}
          {free &&
            seat &&
            t("leadPrices", {
              free: say(0n),
              seats: free.seatsIncluded ?? free.seatsMax,
              seat: say(seat.unitPriceGrossMinor),
              tax: view.taxRatePercent ? t("incl", { tax: view.taxLabel }) : "",
            }).trim()}
        </p>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3 max-sm:flex-col max-sm:items-stretch max-sm:text-center">
          <LinkButton href={"/pricing" as Route} kind="primary" width="phone">
            {t("seePricing")}
          </LinkButton>
          <Link href={"/pricing#desk-free" as Route} className="link font-medium">
            {t("startFree")}
          </Link>
        </div>
      </div>
    </section>
  );
}
