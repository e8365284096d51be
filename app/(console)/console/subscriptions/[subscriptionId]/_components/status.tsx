import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/billing/status-badge";
import { type StatusOf, statusDictionary } from "@/components/billing/status-dictionary";

const isStatus = (status: string): status is StatusOf<"subscription"> => status in statusDictionary.subscription;

export function Status({ of: { status, isPastDue } }: { of: { status: string; isPastDue: boolean } }) {
  const t = useTranslations("subscription.statuses");
  const shown = isPastDue && status === "active" ? "overdue" : status;
  if (isStatus(shown)) return <StatusBadge object="subscription" status={shown} />;
  return <span className="text-small text-text-2">{t.has(shown as "canceled") ? t(shown as "canceled") : shown}</span>;
}
