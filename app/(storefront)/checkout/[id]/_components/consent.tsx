import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { formatMoney } from "@/components/billing/format-money";
import { type CheckoutView, dollarsOf, isFree } from "./checkout-view";

/** What pressing the button means, said beside the button. */
export function Consent({ view }: { view: CheckoutView }) {
  const t = useTranslations("checkout.consent");
  const links = {
    terms: (text: React.ReactNode) => (
      <a href="/terms" target="_blank" rel="noreferrer" className="link">
        {text}
      </a>
    ),
    privacy: (text: React.ReactNode) => (
      <a href="/privacy" target="_blank" rel="noreferrer" className="link">
        {text}
      </a>
    ),
  };
  const renewal = view.renewal;
  return (
    <p className="text-sm text-text-2">
      {renewal && !isFree(view)
        ? t("subscription", {
            amount: formatMoney(renewal.totalMinor, view.currency, { dollars: dollarsOf(view) }),
            interval: renewal.interval,
            plan: view.planName,
          })
        : t("free", { plan: view.planName })}{" "}
      {view.withdrawUntil && `${t("withdraw", { day: formatDay(view.withdrawUntil) })} `}
      {t.rich("terms", links)}
    </p>
  );
}
