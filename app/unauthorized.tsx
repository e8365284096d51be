import type { Route } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { SystemPage } from "@/components/layout/system-page";
import { LinkButton } from "@/components/ui/link-button";
import { signInPath } from "@/server/auth/core";

export default async function Unauthorized() {
  const t = await getTranslations("system");
  const path = (await headers()).get("x-request-path");
  return (
    <SystemPage
      page="401"
      code="401"
      title={t("unauthorized.title")}
      homeLabel={t("home")}
      actions={
        <LinkButton kind="primary" href={signInPath(path) as Route}>
          {t("unauthorized.signIn")}
        </LinkButton>
      }
    >
      <p>{t("unauthorized.body")}</p>
    </SystemPage>
  );
}
