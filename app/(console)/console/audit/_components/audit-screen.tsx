import { useTranslations } from "next-intl";
import { PageMain } from "@/components/layout/page-main";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { AuditPage } from "@/server/support";
import { RoomHeader } from "../../_components/room-header";
import { type AuditAddress, auditHref, noFilters } from "./audit-address";
import { AuditEntry } from "./audit-entry";
import { AuditFilters } from "./audit-filters";

type AuditScreenProps = { page: AuditPage; actions: readonly string[]; filters: AuditAddress; zone: string };

export function AuditScreen({ page, actions, filters, zone }: AuditScreenProps) {
  const t = useTranslations("operations.audit");
  const isEmpty = page.rows.length === 0;
  const isFiltered = auditHref(filters) !== auditHref(noFilters);
  return (
    <PageMain page="D7" state={isEmpty ? "empty" : "ready"}>
      <RoomHeader title={t("title")} />
      <AuditFilters filters={filters} actions={actions} />
      {isEmpty && (
        <div className="px-4 md:px-6">
          <EmptyState title={isFiltered ? t("noMatch") : t("empty")}>{t("noMatchBody")}</EmptyState>
        </div>
      )}
      <ul className="border-b border-border">
        {page.rows.map((entry) => (
          <AuditEntry key={entry.id} entry={entry} zone={zone} />
        ))}
      </ul>
      <nav
        aria-label={t("pages")}
        className="flex items-center justify-between gap-4 px-4 py-3 text-small text-text-2 md:px-6"
      >
        <span>{t("shown", { count: page.rows.length })}</span>
        <span className="flex gap-2">
          {filters.cursor && <LinkButton href={auditHref({ ...filters, cursor: null })}>{t("newest")}</LinkButton>}
          {page.nextCursor && (
            <LinkButton href={auditHref({ ...filters, cursor: page.nextCursor })}>{t("older")}</LinkButton>
          )}
        </span>
      </nav>
    </PageMain>
  );
}
