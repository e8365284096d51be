import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { SmallField } from "../../_components/small-field";
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
        className="grid grid-cols-2 items-end gap-x-3 gap-y-2 border-b border-border px-4 py-3 md:flex md:flex-wrap md:px-6"
      >
        <SmallField id="actor" label={t("actor")} className="md:w-48">
          <Input id="actor" name="actor" defaultValue={filters.actor} placeholder={t("actorHint")} maxLength={120} />
        </SmallField>
        <SmallField id="action" label={t("action")} className="md:w-48">
          <Select id="action" name="action" defaultValue={filters.action}>
            <option value="">{t("anyAction")}</option>
            {actions.map((action) => (
              <option key={action} value={action}>
                {wordsOf(action)}
              </option>
            ))}
          </Select>
        </SmallField>
        <SmallField id="account" label={t("account")} className="md:w-40">
          <Input
            id="account"
            name="account"
            defaultValue={filters.account}
            placeholder={t("accountHint")}
            maxLength={120}
          />
        </SmallField>
        <SmallField id="subject" label={t("subject")} className="md:w-40">
          <Input id="subject" name="subject" defaultValue={filters.subject} maxLength={120} />
        </SmallField>
        <SmallField id="day" label={t("day")} className="md:w-40">
          <Input id="day" name="day" type="date" defaultValue={filters.day} />
        </SmallField>
        <span className="flex gap-2">
          <Button>{t("apply")}</Button>
          {isFiltered && <LinkButton href={auditHref(noFilters)}>{t("clear")}</LinkButton>}
        </span>
      </form>
    </search>
  );
}
