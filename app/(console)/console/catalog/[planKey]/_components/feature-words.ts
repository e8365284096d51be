import { useTranslations } from "next-intl";
import type { FeatureValue } from "@/server/catalog/core";

/** An entitlement as staff read it: the key as words, and what it is worth. */
export function useFeatureWords() {
  const t = useTranslations("catalog.plan.features");
  const name = (feature: string): string => {
    const words = feature.replaceAll("_", " ");
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  };
  const value = (of: FeatureValue): string => {
    if (of.kind === "boolean") return of.on ? t("on") : t("off");
    if (of.kind === "config") return of.text;
    return typeof of.limit === "number" ? of.limit.toLocaleString("en-GB") : t(of.limit);
  };
  return { name, value };
}
