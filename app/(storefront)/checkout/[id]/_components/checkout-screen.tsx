import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/components/form/error-summary";
import { PageMain } from "@/components/layout/page-main";
import { ReducedFooter, ReducedHeader } from "../../../_components/reduced-frame";
import { BuyerSection } from "./buyer-section";
import { type CheckoutField, type CheckoutView, isFree } from "./checkout-view";
import { DetailsSync } from "./details-sync";
import { EmailSection } from "./email-section";
import { OrderSummary, SummaryBar } from "./order-summary";
import { checkoutFormId, PaymentSection } from "./payment-section";
import { ReviewSection } from "./review-section";

export function CheckoutScreen({ view }: { view: CheckoutView }) {
  const t = useTranslations("checkout");
  const errorOf = (field: CheckoutField) => view.errors.find((error) => error.field === field)?.message;
  return (
    <>
      <a href="#summary" className="skip-link max-md:hidden">
        {t("skipToSummary")}
      </a>
      <ReducedHeader link={{ href: view.pricingHref, label: t("back") }} />
      <SummaryBar view={view} />
      <PageMain
        page="P6"
        className="mx-auto grid w-full max-w-[1248px] flex-1 justify-between gap-x-24 px-5 pt-8 pb-12 sm:px-6 md:grid-cols-[minmax(0,624px)_minmax(320px,400px)] md:pt-12 md:pb-16"
      >
        <form id={checkoutFormId} action={`/checkout/${view.id}/pay`} method="post">
          {/* Enter in a field presses the first button of a form: this one, and not that of a code. */}
          <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
          <h1 className="headline text-h1">{t("title")}</h1>
          <p className="mt-2 mb-8 text-text-2">{isFree(view) ? t("leadFree") : t("lead")}</p>
          <div id={`${checkoutFormId}-problems`} className="mb-8 empty:hidden">
            <ErrorSummary title={t("payment.summary")} errors={view.errors} />
          </div>
          <EmailSection view={view} error={errorOf("email")} />
          <BuyerSection view={view} errorOf={errorOf} />
          <ReviewSection view={view} />
          <PaymentSection view={view} />
          <DetailsSync
            formId={checkoutFormId}
            url={`/checkout/${view.id}/details`}
            texts={{ working: t("buyer.working"), failed: t("buyer.failed") }}
          />
        </form>
        <OrderSummary view={view} />
      </PageMain>
      <ReducedFooter seller={view.seller} />
    </>
  );
}
