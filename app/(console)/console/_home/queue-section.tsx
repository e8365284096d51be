import { CircleAlert, Coins, FileText, type LucideIcon, MailX, PackageX, ShieldQuestionMark } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { MoneyText } from "@/components/billing/money-text";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { dayInZone, daysBetween, type PlainDate } from "@/server/kernel";
import type { WorkGroup, WorkQueue, WorkRow } from "@/server/support";

type Section = WorkQueue["sections"][number];

const icons: Readonly<Record<WorkGroup, LucideIcon>> = {
  run_errors: CircleAlert,
  overdue: FileText,
  unapplied: Coins,
  unknown_payments: ShieldQuestionMark,
  provisioning: PackageX,
  mails: MailX,
};

// Invoices have a list of their own; the rest is shown here.
const hrefOfAll = (group: WorkGroup): Route =>
  (group === "overdue" ? "/console/invoices?status=overdue&sort=due&dir=asc" : `/console?all=${group}`) as Route;

const hrefOf = (group: WorkGroup, row: WorkRow): Route => {
  switch (group) {
    case "run_errors":
      return `/console/billing-runs/${row.id}` as Route;
    case "overdue":
      return `/console/invoices/${row.id}` as Route;
    case "unapplied":
      return `/console/accounts/${row.accountId}#payments` as Route;
    case "mails":
      return `/console/settings/outbox/${row.id}` as Route;
    default:
      return `/console/accounts/${row.accountId}` as Route;
  }
};

// These are since a day, the others since an instant.
const isOfDay = (group: WorkGroup): boolean => group === "overdue" || group === "unapplied";

function QueueRow({ group, row, today, zone }: { group: WorkGroup; row: WorkRow; today: PlainDate; zone: string }) {
  const t = useTranslations("operations.queue");
  const Icon = icons[group];
  const since = isOfDay(group) ? (row.since.toISOString().slice(0, 10) as PlainDate) : dayInZone(row.since, zone);
  const note = row.note ?? "";
  const why = t(`why.${group}`, {
    day: formatDay(since),
    reason: row.note ?? "none",
    note,
    attempts: row.attempts,
  });
  return (
    <li
      data-testid={`row-${row.id}`}
      className="relative grid min-h-10 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 border-t border-row-sep px-4 py-1.5 text-table hover:bg-bg has-focus-visible:bg-brand-soft has-focus-visible:shadow-[inset_2px_0_0_var(--brand)] md:grid-cols-[minmax(0,220px)_180px_minmax(0,1fr)_120px_72px_116px] md:px-6"
    >
      <Link
        href={hrefOf(group, row)}
        data-list-link=""
        className="flex min-w-0 items-center gap-2.5 font-medium text-text no-underline after:absolute after:inset-0 hover:underline"
      >
        <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-text-2" />
        <span className="truncate">{row.accountName ?? t("nobody")}</span>
      </Link>
      <span className="truncate font-mono text-micro text-text-2 max-md:order-4 max-md:text-right">{row.label}</span>
      <span className="min-w-0 truncate text-text-2 max-md:order-3">{why}</span>
      <span className="text-right font-medium max-md:order-2">
        {row.amountMinor !== null && row.currency && <MoneyText minor={row.amountMinor} currency={row.currency} />}
      </span>
      <span className="text-right text-text-2 max-md:hidden">
        {t("age", { days: Math.max(daysBetween(since, today), 0) })}
      </span>
      <span className="text-right max-md:hidden">
        <span aria-hidden className="text-small font-medium text-brand">
          {t(`open.${group}`)}
        </span>
      </span>
    </li>
  );
}

function Amounts({ section }: { section: Section }) {
  return section.amounts.map(({ currency, minor }) => (
    <MoneyText key={currency} minor={minor} currency={currency} className="font-medium text-text" />
  ));
}

type QueueSectionProps = { section: Section; isExpanded: boolean; today: PlainDate; zone: string };

export function QueueSection({ section, isExpanded, today, zone }: QueueSectionProps) {
  const t = useTranslations("operations.queue");
  const { group, count, rows } = section;
  const hasMore = count > rows.length;
  return (
    <section aria-labelledby={group} className="border-b border-border">
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-1 bg-bg px-4 py-1.5 md:px-6">
        <h2 id={group} className="text-small font-semibold">
          {t(`groups.${group}`)} <span className="tabular ml-1 font-normal text-text-2">{count}</span>
        </h2>
        <span className="flex flex-wrap items-center gap-3 text-small text-text-2">
          <Amounts section={section} />
          {hasMore && !isExpanded && (
            <LinkButton size="small" href={hrefOfAll(group)}>
              {t("all", { count })}
            </LinkButton>
          )}
          {isExpanded && (
            <LinkButton size="small" href={"/console" as Route}>
              {t("fewer")}
            </LinkButton>
          )}
        </span>
      </div>
      <ul>
        {rows.map((row) => (
          <QueueRow key={`${row.id}-${row.accountId}`} group={group} row={row} today={today} zone={zone} />
        ))}
      </ul>
    </section>
  );
}
