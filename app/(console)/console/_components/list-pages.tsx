import type { Route } from "next";
import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { KeyHints } from "./key-hints";

type ListPagesProps = { shown: number; count: number; first: Route | null; next: Route | null };

/** The foot of a list: how much of it is shown, the keys that work, and the other pages. */
export function ListPages({ shown, count, first, next }: ListPagesProps) {
  const t = useTranslations("console.list");
  return (
    <nav
      aria-label={t("pages")}
      className="flex flex-wrap items-center justify-between gap-4 px-4 py-3 text-small text-text-2 md:px-6"
    >
      <span>{t("shown", { shown, count })}</span>
      <span className="flex items-center gap-4">
        <KeyHints
          hints={[
            { keys: ["j", "k"], label: t("keyMove") },
            { keys: ["Enter"], label: t("keyOpen") },
            { keys: ["/"], label: t("keyFilter") },
          ]}
        />
        {first && <LinkButton href={first}>{t("first")}</LinkButton>}
        {next && <LinkButton href={next}>{t("next")}</LinkButton>}
      </span>
    </nav>
  );
}
