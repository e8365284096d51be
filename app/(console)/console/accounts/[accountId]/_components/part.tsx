import { CircleAlert } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/link-button";
import type { AccountPageView, AccountPart } from "@/server/support";
import { Section } from "../../../_components/section";

type PartProps = { view: AccountPageView; part: AccountPart; title: string; children: ReactNode };

/** A part of the page, or in its place that it could not be read. */
export function Part({ view, part, title, children }: PartProps) {
  const t = useTranslations("console.account.failed");
  if (!view.failed.includes(part)) return children;
  return (
    <Section id={`${part}-failed`} title={title}>
      <div role="alert" className="flex flex-wrap items-center gap-x-4 gap-y-2 text-table">
        <CircleAlert aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-danger" />
        <p className="flex-1 basis-48">
          <span className="font-medium">{t("title")}</span> <span className="text-text-2">{t("body")}</span>
        </p>
        <LinkButton href={`/console/accounts/${view.account.id}` as Route}>{t("retry")}</LinkButton>
      </div>
    </Section>
  );
}
