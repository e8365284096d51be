import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { SystemPage } from "@/components/layout/system-page";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import system from "@/messages/en/system.json";

export const metadata: Metadata = { title: system.notFound.title, robots: { index: false } };

export default async function NotFound() {
  const t = await getTranslations("system");
  return (
    <SystemPage
      page="404"
      code="404"
      title={t("notFound.title")}
      homeLabel={t("home")}
      actions={
        <>
          <LinkButton kind="primary" href={"/" as Route}>
            {t("notFound.toHome")}
          </LinkButton>
          <Link href={"/pricing" as Route} className="link font-medium">
            {t("notFound.toPricing")}
          </Link>
          <Link href={"/account" as Route} className="link font-medium">
            {t("notFound.toAccount")}
          </Link>
        </>
      }
    >
      <p>{t("notFound.body")}</p>
    </SystemPage>
  );
}
