import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { type AuditAddress, auditHref, noFilters } from "./audit-address";
import { useActionWords } from "./use-action-words";

export function AuditFilters({ filters, actions }: { filters: AuditAddress; actions: readonly string[] }) {
  const t = useTranslations("operations.audit.filters");
  const wordsOf = useActionWords();
  const isFiltered = auditHref({ ...filters, cursor: null }) !== auditHref(noFilters);
  return (
    <search>
      <form
        action="/console/audit"
        method="get"
        aria-label={t("label")}
        className="grid grid-cols-2 items-end gap-x-3 gap-y-2 border-b border-border px-4 py-3 md:flex md:flex-wrap md:px-6 [&_label]:grid [&_label]:gap-1 [&_label]:text-micro [&_label]:text-text-2"
      >
        <label className="md:w-52">
          {t("actor")}
          <Input name="actor" defaultValue={filters.actor} placeholder={t("actorHint")} maxLength={120} />
        </label>
        <label className="md:w-52">
          {t("action")}
          <Select name="action" defaultValue={filters.action}>
            <option value="">{t("anyAction")}</option>
            {actions.map((action) => (
              <option key={action} value={action}>
                {wordsOf(action)}
              </option>
            ))}
          </Select>
        </label>
        <label className="md:w-44">
          {t("account")}
          <Input name="account" defaultValue={filters.account} placeholder={t("accountHint")} maxLength={120} />
        </label>
        <label className="md:w-44">
          {t("subject")}
          <Input name="subject" defaultValue={filters.subject} maxLength={120} />
        </label>
        <label className="md:w-40">
          {t("day")}
          <Input name="day" type="date" defaultValue={filters.day} />
        </label>
        <span className="flex gap-2">
          <Button>{t("apply")}</Button>
          {isFiltered && <LinkButton href={auditHref(noFilters)}>{t("clear")}</LinkButton>}
        </span>
      </form>
    </search>
  );
}
