import type { Route } from "next";
import { useTranslations } from "next-intl";
import { cityOf, formatDay, formatTime } from "@/components/billing/format-day";
import { MoneyText } from "@/components/billing/money-text";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { dayInZone, groupBy, type PlainDate } from "@/server/kernel";
import type { TimelineEvent, TimelineGroup, TimelinePage } from "@/server/support";
import { Nothing, Section } from "../../../_components/section";
import { MailText } from "../../../settings/outbox/[mailId]/_components/mail-text";
import { useEventWords } from "./event-words";
import { FilterChips } from "./filter-chips";
import { timelineLook, toneClass } from "./timeline-look";

export type TimelineAddress = { group: TimelineGroup | null; cursor: string | null };

type TimelineProps = {
  accountId: string;
  timeline: TimelinePage;
  at: TimelineAddress;
  zone: string;
  today: PlainDate;
};

const hrefOf = (accountId: string, { group, cursor }: TimelineAddress): Route => {
  const params = new URLSearchParams({ ...(group ? { kind: group } : {}), ...(cursor ? { before: cursor } : {}) });
  const query = params.size > 0 ? `?${params}` : "";
  return `/console/accounts/${accountId}${query}#timeline` as Route;
};

function EventTitle({ event, title }: { event: TimelineEvent; title: string }) {
  if (event.group !== "invoices" || !event.ref) return title;
  return (
    <Link href={`/console/invoices/${event.ref}` as Route} className="text-text no-underline hover:underline">
      {title}
    </Link>
  );
}

function EventRow({ event, zone }: { event: TimelineEvent; zone: string }) {
  const t = useTranslations("console.account.timeline");
  const { title, note } = useEventWords()(event);
  const { icon: Icon, tone } = timelineLook[event.kind];
  return (
    <li
      data-kind={event.group}
      className="relative grid grid-cols-[48px_24px_minmax(0,1fr)_auto] gap-x-3 pb-4 text-table before:absolute before:top-6 before:bottom-0 before:left-[71.5px] before:w-px before:bg-border last:before:hidden"
    >
      <time dateTime={event.at.toISOString()} className="pt-0.5 text-text-2">
        {formatTime(event.at, zone)}
      </time>
      <span className={`flex size-6 items-center justify-center rounded-badge border ${toneClass[tone]}`}>
        <Icon aria-hidden size={14} strokeWidth={1.75} />
      </span>
      <div className="min-w-0 pt-0.5">
        <p className="font-medium break-words">
          <EventTitle event={event} title={title} />
        </p>
        {note && <p className="break-words text-text-2">{note}</p>}
        {event.mailText && (
          <details className="mt-1">
            <summary className="inline-flex min-h-6 items-center text-brand hover:underline">{t("readMail")}</summary>
            <div className="mt-2 border-l-2 border-border pl-3 text-text-2">
              <MailText text={event.mailText} />
            </div>
          </details>
        )}
      </div>
      {event.amountMinor !== null && event.currency && (
        <span className="pt-0.5 text-right font-medium">
          <MoneyText minor={event.amountMinor} currency={event.currency} />
        </span>
      )}
    </li>
  );
}

function Days({ timeline, zone, today }: Pick<TimelineProps, "timeline" | "zone" | "today">) {
  const t = useTranslations("console.account.timeline");
  const days = groupBy(timeline.events, ({ at }) => dayInZone(at, zone));
  return [...days].map(([day, happened]) => (
    <section key={day} aria-label={formatDay(day)}>
      <h3 className="py-2 text-micro text-text-2">
        {day === today ? t("today", { day: formatDay(day) }) : formatDay(day)}
      </h3>
      <ol>
        {happened.map((event) => (
          <EventRow key={event.key} event={event} zone={zone} />
        ))}
      </ol>
    </section>
  ));
}

export function Timeline({ accountId, timeline, at, zone, today }: TimelineProps) {
  const t = useTranslations("console.account.timeline");
  const total = timeline.counts.reduce((sum, { count }) => sum + count, 0);
  const chips = [
    { key: "all", label: t("groups.all"), count: total, href: hrefOf(accountId, { group: null, cursor: null }) },
    ...timeline.counts.map(({ group, count }) => ({
      key: group,
      label: t(`groups.${group}`),
      count,
      href: hrefOf(accountId, { group, cursor: null }),
    })),
  ];
  return (
    <Section id="timeline" title={t("title")} count={total} aside={t("times", { city: cityOf(zone) })}>
      {total > 0 && <FilterChips label={t("filter")} chips={chips} current={at.group ?? "all"} />}
      {timeline.events.length === 0 && <Nothing>{t(total > 0 ? "noneOfGroup" : "none")}</Nothing>}
      <Days timeline={timeline} zone={zone} today={today} />
      {(at.cursor || timeline.nextCursor) && (
        <nav aria-label={t("pages")} className="flex justify-end gap-2">
          {at.cursor && (
            <LinkButton href={hrefOf(accountId, { group: at.group, cursor: null })}>{t("newest")}</LinkButton>
          )}
          {timeline.nextCursor && (
            <LinkButton href={hrefOf(accountId, { group: at.group, cursor: timeline.nextCursor })}>
              {t("older")}
            </LinkButton>
          )}
        </nav>
      )}
    </Section>
  );
}
