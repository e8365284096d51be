import type { Route } from "next";
import { useTranslations } from "next-intl";
import { TimeText } from "@/components/billing/time-text";
import { Link } from "@/components/ui/link";
import type { AuditEntryRow } from "@/server/support";
import { auditHref, noFilters } from "./audit-address";
import { useActionWords } from "./use-action-words";

const subjectsShown = 4;
const link = "text-brand no-underline hover:underline";
const actorKinds = ["system", "shopper", "holder", "payer", "staff", "subscriber"] as const;

function Actor({ entry }: { entry: AuditEntryRow }) {
  const t = useTranslations("operations.audit.actors");
  const kind = actorKinds.find((candidate) => candidate === entry.actorKind) ?? "system";
  return (
    <Link href={auditHref({ ...noFilters, actor: entry.actorId })} className="text-text no-underline hover:underline">
      {t(kind, { name: entry.actorName ?? entry.actorId })}
    </Link>
  );
}

function Subjects({ ids }: { ids: readonly string[] }) {
  const t = useTranslations("operations.audit");
  const rest = ids.length - subjectsShown;
  return (
    <span className="flex min-w-0 flex-wrap content-start gap-x-3 font-mono text-micro">
      {ids.slice(0, subjectsShown).map((id) => (
        <Link
          key={id}
          href={auditHref({ ...noFilters, subject: id })}
          className={`${link} inline-flex min-h-6 items-center break-all`}
        >
          {id}
        </Link>
      ))}
      {rest > 0 && <span className="text-text-2">{t("more", { count: rest })}</span>}
    </span>
  );
}

function Details({ entry, zone }: { entry: AuditEntryRow; zone: string }) {
  const t = useTranslations("operations.audit");
  return (
    <details>
      <summary className="inline-flex min-h-6 items-center text-small text-brand hover:underline">
        {t("details")}
      </summary>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 pb-2 text-small [&_dd]:break-all [&_dt]:text-text-2">
        {Object.entries(entry.details).map(([name, value]) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd className="font-mono text-micro">{typeof value === "string" ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
        <dt>{t("request")}</dt>
        <dd className="font-mono text-micro">{entry.requestId}</dd>
        <dt>{t("recorded")}</dt>
        <dd>
          <TimeText at={entry.recordedAt} zone={zone} withDay withSeconds />
        </dd>
      </dl>
    </details>
  );
}

export function AuditEntry({ entry, zone }: { entry: AuditEntryRow; zone: string }) {
  const wordsOf = useActionWords();
  return (
    <li
      data-testid={`row-${entry.id}`}
      className="grid gap-x-4 gap-y-1 border-t border-row-sep px-4 py-2 text-table first:border-t-0 md:grid-cols-[140px_180px_minmax(0,1fr)_minmax(0,1fr)] md:px-6"
    >
      <TimeText at={entry.businessAt} zone={zone} withDay className="text-text-2 max-md:order-1 max-md:text-small" />
      <span className="min-w-0 font-medium break-words">
        <Actor entry={entry} />
      </span>
      <div className="min-w-0">
        <p>
          {wordsOf(entry.action)}
          {entry.accountId && (
            <>
              {" · "}
              <Link href={`/console/accounts/${entry.accountId}` as Route} className="link">
                {entry.accountName ?? entry.accountId}
              </Link>
            </>
          )}
        </p>
        <Details entry={entry} zone={zone} />
      </div>
      <Subjects ids={entry.subjectIds} />
    </li>
  );
}
