import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { PageMain } from "@/components/layout/page-main";
import { Spinner } from "@/components/ui/spinner";
import { ReducedFooter, ReducedHeader } from "../../../../_components/reduced-frame";
import { ChallengeFrame } from "./challenge-frame";
import { type ConfirmState, ConfirmSteps } from "./confirm-steps";
import { ConfirmWatch } from "./confirm-watch";

export type ConfirmView = {
  checkoutId: string;
  state: ConfirmState;
  orderNumber: string | null;
  totalMinor: bigint;
  currency: string;
  seller: { name: string; city: string };
  /** The bank's page while it asks; null while only an answer is awaited. */
  challenge: { url: string; origin: string } | null;
};

function Actions({ view }: { view: ConfirmView }) {
  const t = useTranslations("confirm");
  return (
    <div className="mt-6 flex flex-wrap items-center gap-x-8 gap-y-3">
      <ConfirmWatch
        checkoutId={view.checkoutId}
        isAsking={view.state === "challenge"}
        challengeOrigin={view.challenge?.origin ?? null}
        texts={{ checkNow: t("approvedInApp"), approvedTitle: t("title.approved") }}
      />
      <form method="get" action={`/checkout/${view.checkoutId}/confirm`} className="hidden noscript:block">
        <button type="submit" className="link min-h-11 font-medium">
          {t("approvedInApp")}
        </button>
      </form>
      <form method="post" action={`/checkout/${view.checkoutId}/cancel-payment`}>
        <button type="submit" className="link min-h-11 font-medium">
          {t("otherWay")}
        </button>
      </form>
    </div>
  );
}

export function ConfirmScreen({ view }: { view: ConfirmView }) {
  const t = useTranslations("confirm");
  const amount = formatMoney(view.totalMinor, view.currency);
  return (
    <>
      <ReducedHeader />
      <PageMain
        page="P7"
        state={view.state === "approved" ? "ready" : "partial"}
        className="mx-auto w-full max-w-[1248px] flex-1 px-5 pt-8 pb-14 sm:px-6 sm:pt-12 sm:pb-20"
      >
        <h1 className="headline text-h1">{t(`title.${view.state}`)}</h1>
        <p className="mt-2 max-w-[60ch] text-text-2">{t(`lead.${view.state}`, { amount, seller: view.seller.name })}</p>
        {view.orderNumber && (
          <p className="mt-1 text-sm text-text-3">
            {t("order")} <span className="font-mono text-text-2">{view.orderNumber}</span>
          </p>
        )}
        <div className="mt-8 grid gap-x-24 gap-y-8 md:grid-cols-[minmax(0,624px)_minmax(0,1fr)]">
          <div>
            {view.challenge && view.state === "challenge" ? (
              <ChallengeFrame url={view.challenge.url} title={t("bankFrame")} openLabel={t("openBank")} />
            ) : (
              <p
                role="status"
                className="flex items-center gap-3 rounded-card bg-info-soft px-5 py-4.5 font-medium text-info"
              >
                {view.state !== "approved" && <Spinner />}
                {t(`notice.${view.state}`)}
              </p>
            )}
            {view.state !== "approved" && <Actions view={view} />}
          </div>
          <ConfirmSteps state={view.state} />
        </div>
      </PageMain>
      <ReducedFooter seller={view.seller} />
    </>
  );
}
