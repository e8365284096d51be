import type { Route } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { SystemPage } from "@/components/layout/system-page";
import { LinkButton } from "@/components/ui/link-button";

const rooms = [
  { key: "accounts", path: "/console/accounts", back: "/console" },
  { key: "invoices", path: "/console/invoices", back: "/console" },
  { key: "billingRuns", path: "/console/billing-runs", back: "/console" },
  { key: "audit", path: "/console/audit", back: "/console" },
  { key: "jobs", path: "/console/jobs", back: "/console" },
  { key: "billingPolicy", path: "/console/settings/billing-policy", back: "/console" },
  { key: "apiKeys", path: "/console/settings/api-keys", back: "/console" },
  { key: "clock", path: "/console/settings/clock", back: "/console" },
  { key: "proof", path: "/console/proof", back: "/console" },
  { key: "outbox", path: "/console/settings/outbox", back: "/console" },
  { key: "console", path: "/console", back: "/account" },
  { key: "ownInvoices", path: "/account/invoices", back: "/account" },
  { key: "account", path: "/account", back: "/" },
] as const;

export default async function Forbidden() {
  const t = await getTranslations("system");
  const path = (await headers()).get("x-request-path") ?? "/";
  const room = rooms.find((candidate) => path.startsWith(candidate.path));
  const key = room?.key ?? "other";
  return (
    <SystemPage
      page="403"
      code="403"
      title={t("forbidden.title")}
      homeLabel={t("home")}
      actions={
        <LinkButton kind="primary" href={(room?.back ?? "/") as Route}>
          {t("forbidden.back")}
        </LinkButton>
      }
    >
      <p>{t(`forbidden.rooms.${key}`)}</p>
      <p>{t("forbidden.unchanged")}</p>
    </SystemPage>
  );
}
