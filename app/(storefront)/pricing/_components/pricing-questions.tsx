import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { dollarsFor } from "@/components/billing/plan-price";
import type { PricingView } from "../../_data/pricing-view";

/** What one seat of the usual plan costs for half a month, where that is a whole number of minor units. */
function halfMonthSeat(view: PricingView): string | null {
  const team = view.plans.find(({ ratePlanKey }) => ratePlanKey === "desk-team");
  if (!team || team.priceMissing || team.unitPriceMinor % 2n !== 0n) return null;
  return formatMoney(team.unitPriceMinor / 2n, view.currency, { dollars: dollarsFor(view) });
}

export function PricingQuestions({ view }: { view: PricingView }) {
  const t = useTranslations("storefront.pricing.questions");
  const tax = { tax: view.taxLabel, rate: view.taxRatePercent ?? "0", country: view.country.name };
  const half = halfMonthSeat(view);
  const answers = [
    { key: "tax", title: t("tax.title", tax), body: t(view.taxRatePercent ? "tax.body" : "tax.bodyWithout", tax) },
    {
      key: "seats",
      title: t("seats.title"),
      body: half ? t("seats.body", { ...tax, amount: half }) : t("seats.bodyPlain"),
    },
    { key: "stop", title: t("stop.title"), body: t("stop.body") },
    { key: "withdraw", title: t("withdraw.title"), body: t("withdraw.body") },
  ];
  return (
    <section aria-labelledby="questions" className="mt-14 grid gap-x-6 gap-y-8 sm:mt-24 md:grid-cols-[1fr_2fr]">
      <h2 id="questions" className="headline text-h1">
        {t("title")}
      </h2>
      <dl className="grid gap-x-6 gap-y-8 sm:grid-cols-2">
        {answers.map(({ key, title, body }) => (
          <div key={key}>
            <dt className="font-semibold">{title}</dt>
            <dd className="mt-1 text-text-2">{body}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
