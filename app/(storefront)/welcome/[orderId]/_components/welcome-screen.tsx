import { Check, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/billing/money-text";
import { PageMain } from "@/components/layout/page-main";
import { ReducedFooter, ReducedHeader } from "../../../_components/reduced-frame";
import { RefreshUntilDone } from "../../../_components/refresh-until-done";
import { NextSteps } from "./next-steps";
import { SetupList } from "./setup-list";
import { WelcomeFacts } from "./welcome-facts";
import { isSettled, type WelcomeView } from "./welcome-view";

function Headline({ view }: { view: WelcomeView }) {
  const t = useTranslations("welcome");
  const disc = "inline-flex size-11 shrink-0 items-center justify-center rounded-full sm:size-14";
  if (!view.isPaid) {
    return (
      <h1 className="flex items-center gap-4 text-h1 font-semibold sm:gap-5">
        <span className={`${disc} bg-warning-soft text-warning`}>
          <Clock aria-hidden size={26} strokeWidth={2} />
        </span>
        <span className="headline text-display">{t("notPaid")}</span>
      </h1>
    );
  }
  const isFree = view.totalMinor === 0n;
  return (
    <h1 className="flex items-center gap-4 sm:gap-5">
      <span className={`${disc} bg-success-soft text-success`}>
        <Check aria-hidden size={28} strokeWidth={2.25} className="animate-[appear_240ms_ease-out]" />
      </span>
      <span className="headline text-display">
        {isFree ? t("ready") : t("paid")}{" "}
        {!isFree && (
          <MoneyText
            minor={view.totalMinor}
            currency={view.currency}
            testId="amt-total"
            className="font-sans font-semibold"
          />
        )}
      </span>
    </h1>
  );
}

export function WelcomeScreen({ view }: { view: WelcomeView }) {
  const t = useTranslations("welcome");
  const header = useTranslations("storefront.header");
  const link = view.viewer.isSignedIn
    ? { href: "/account", label: header("account") }
    : { href: "/sign-in", label: header("signIn") };
  const values = {
    name: view.firstName ?? "none",
    plan: view.planName,
    seats: view.seats,
    mail: () => <span className="wrap-anywhere text-text">{view.email}</span>,
  };
  return (
    <>
      <ReducedHeader link={link} />
      <PageMain
        page="P8"
        state={isSettled(view) ? "ready" : "partial"}
        className="mx-auto grid w-full max-w-[1248px] flex-1 items-start justify-between gap-x-16 gap-y-14 px-5 pt-8 pb-14 sm:px-6 md:grid-cols-[minmax(0,624px)_minmax(320px,400px)] md:pt-18 md:pb-24"
      >
        <div>
          <Headline view={view} />
          <p className="mt-5 text-lead text-text-2">{t.rich(view.isPaid ? "thanks" : "pending", values)}</p>
          <WelcomeFacts view={view} />
          <SetupList view={view} />
        </div>
        <NextSteps view={view} />
        <RefreshUntilDone isDone={isSettled(view)} />
      </PageMain>
      <ReducedFooter seller={view.seller} />
    </>
  );
}
