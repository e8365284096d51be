import { CircleAlert, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { Notice } from "@/components/ui/notice";
import { CardPlaceholder } from "../../../_card/card-placeholder";
import { PayIsland } from "../../../_card/pay-island";
import { CheckoutSection } from "./checkout-section";
import { type CheckoutView, dollarsOf, isFree } from "./checkout-view";
import { Consent } from "./consent";

export const checkoutFormId = "checkout";

export function PaymentSection({ view }: { view: CheckoutView }) {
  const t = useTranslations("checkout.payment");
  const amount = formatMoney(view.totalMinor, view.currency, { dollars: dollarsOf(view) });
  const pay = isFree(view) ? t("startFree", { plan: view.planName }) : t("pay", { amount });
  const texts = {
    pay,
    busy: t("busy"),
    slow: t("slow"),
    unknown: t("unknown"),
    askAgain: t("askAgain"),
    card: t("card"),
    summary: t("summary"),
    stale: t("stale"),
    errorTitle: t("errorTitle"),
  };
  return (
    <CheckoutSection number={4} title={isFree(view) ? t("titleFree") : t("title")}>
      {view.notice && (
        <div
          role="alert"
          tabIndex={-1}
          // biome-ignore lint/a11y/noAutofocus: after a declined payment this is where reading goes on
          autoFocus
          className="mb-5"
        >
          <Notice tone="danger" icon={<CircleAlert aria-hidden size={20} strokeWidth={1.75} />} title={view.notice} />
        </div>
      )}
      {view.cardFields && <p className="mb-4 hidden text-text-2 noscript:block">{t("withoutScript")}</p>}
      <input type="hidden" name="previewId" value={view.previewId} />
      <input type="hidden" name="idempotencyKey" value={view.idempotencyKey} />
      <PayIsland
        formId={checkoutFormId}
        payUrl={`/checkout/${view.id}/pay`}
        previewId={view.previewId}
        idempotencyKey={view.idempotencyKey}
        cardFields={view.cardFields}
        texts={texts}
        placeholder={<CardPlaceholder fields={["number", "expiry", "code", "name"]} />}
        consent={<Consent view={view} />}
        note={
          view.cardFields && (
            <p className="mt-4 flex items-center justify-center gap-2 text-sm text-text-3">
              <Lock aria-hidden size={16} strokeWidth={1.75} />
              {t("never")}
            </p>
          )
        }
      />
    </CheckoutSection>
  );
}
