import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { StatusBadge } from "@/components/billing/status-badge";
import type { AccountPageView } from "@/server/support";
import { Nothing, Section } from "../../../_components/section";

type Entitlement = AccountPageView["entitlements"][number];

function useValueText() {
  const t = useTranslations("console.account.entitlements");
  return ({ value }: Entitlement): string => {
    if (value.kind === "boolean") return "";
    if (value.kind === "config") return value.text;
    if (value.limit === "per_seat") return t("perSeat");
    return value.limit === "unlimited" ? t("unlimited") : String(value.limit);
  };
}

const nameOf = (feature: string) => {
  const words = feature.replaceAll(/[_-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export function EntitlementsSection({ view }: { view: AccountPageView }) {
  const t = useTranslations("console.account.entitlements");
  const valueText = useValueText();
  const { entitlements, provisioning } = view;
  const isOn = provisioning?.state === "done";
  return (
    <Section
      id="entitlements"
      title={t("title")}
      count={entitlements.length}
      aside={
        provisioning && (
          <span className="flex items-center gap-2">
            {t("product")}
            <StatusBadge
              object="provisioning"
              status={isOn ? "done" : provisioning.state === "failed" ? "failed" : "pending"}
            />
          </span>
        )
      }
    >
      {entitlements.length === 0 && <Nothing>{t("none")}</Nothing>}
      <ul>
        {entitlements.map((entitlement) => {
          const { feature, value, sinceOn } = entitlement;
          const isGranted = value.kind !== "boolean" || value.on;
          return (
            <li
              key={feature}
              className="grid min-h-8 grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-center gap-3 border-t border-row-sep text-table first:border-t-0"
            >
              <span className="font-medium">{nameOf(feature)}</span>
              <span className="text-text-2">
                {valueText(entitlement)} {t.rich("since", { day: () => <DayText day={sinceOn} /> })}
              </span>
              <StatusBadge object="entitlement" status={isGranted ? (isOn ? "on" : "pending") : "off"} />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
