import type { Route } from "next";
import { useTranslations } from "next-intl";
import { PageMain } from "@/components/layout/page-main";
import { LinkButton } from "@/components/ui/link-button";
import { ReducedFooter, ReducedHeader } from "../../../_components/reduced-frame";

export function PayOver() {
  const t = useTranslations("pay.over");
  return (
    <>
      <ReducedHeader />
      <PageMain page="P11" state="empty" className="mx-auto w-full max-w-[624px] flex-1 px-5 py-12 sm:px-6 sm:py-20">
        <h1 className="headline text-h1">{t("expired")}</h1>
        <p className="mt-3 text-text-2">{t("text")}</p>
        <LinkButton kind="primary" width="phone" className="mt-8" href={"/sign-in" as Route}>
          {t("signIn")}
        </LinkButton>
      </PageMain>
      <ReducedFooter />
    </>
  );
}
