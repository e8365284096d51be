import { useTranslations } from "next-intl";

export function SkipLink() {
  const t = useTranslations("system");
  return (
    <a href="#main" className="skip-link">
      {t("skipToMain")}
    </a>
  );
}
