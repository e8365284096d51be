import { useTranslations } from "next-intl";
import { cityOf, formatDay, formatTime } from "@/components/billing/format-day";
import { MoneyText } from "@/components/billing/money-text";
import { writeCard } from "@/server/documents/core";
import { dayInZone, groupBy, type PlainDate } from "@/server/kernel";
import type { TimelineEvent } from "@/server/support";
import { Nothing, Section } from "../../../_components/section";
import { timelineLook, toneClass } from "./timeline-look";

type TimelineProps = { events: readonly TimelineEvent[]; zone: string; today: PlainDate };

const cardOf = (card: string | null) => {
  const [brand = null, last4 = null] = card?.split(" ") ?? [];
  return writeCard(brand, last4);
};

function useEventWords() {
  const t = useTranslations("console.account.timeline");
  return (event: TimelineEvent): { title: string; note: string } => {
    switch (event.kind) {
      case "invoice_posted":
        return { title: t("kinds.invoice_posted", { number: event.number }), note: "" };
      case "mail_sent":
        return { title: event.subject, note: t("mailTo", { recipient: event.recipient }) };
      case "payment_succeeded":
      case "payment_failed":
      case "payment_needs_approval":
        return {
          title: t(`kinds.${event.kind}`),
          note: [cardOf(event.card), event.declineReason?.replaceAll("_", " ")].filter(Boolean).join(", "),
        };
      default:
        return { title: t(`kinds.${event.kind}`), note: "" };
    }
  };
}

function EventRow({ event, zone }: { event: TimelineEvent; zone: string }) {
  const t = useTranslations("console.account.timeline");
  const { title, note } = useEventWords()(event);
  const { icon: Icon, tone } = timelineLook[event.kind];
  return (
    <li className="relative grid grid-cols-[48px_24px_minmax(0,1fr)_auto] gap-x-3 pb-4 text-table before:absolute before:top-6 before:bottom-0 before:left-[71.5px] before:w-px before:bg-border last:before:hidden">
      <time dateTime={event.at.toISOString()} className="pt-0.5 text-text-2">
        {formatTime(event.at, zone)}
      </time>
      <span className={`flex size-6 items-center justify-center rounded-badge border ${toneClass[tone]}`}>
        <Icon aria-hidden size={14} strokeWidth={1.75} />
      </span>
      <div className="min-w-0 pt-0.5">
        <p className="font-medium break-words">{title}</p>
        {note && <p className="break-words text-text-2">{note}</p>}
        {event.kind === "mail_sent" && (
          <details className="mt-1">
            <summary className="inline-flex min-h-6 items-center text-brand hover:underline">{t("readMail")}</summary>
            <p className="mt-2 border-l-2 border-border pl-3 break-words whitespace-pre-line text-text-2">
              {event.text}
            </p>
          </details>
        )}
      </div>
      {"amountMinor" in event && (
        <span className="pt-0.5 text-right font-medium">
          <MoneyText minor={event.amountMinor} currency={event.currency} />
        </span>
      )}
    </li>
  );
}

export function Timeline({ events, zone, today }: TimelineProps) {
  const t = useTranslations("console.account.timeline");
  const days = groupBy(events, ({ at }) => dayInZone(at, zone));
  return (
    <Section id="timeline" title={t("title")} count={events.length} aside={t("times", { city: cityOf(zone) })}>
      {events.length === 0 && <Nothing>{t("none")}</Nothing>}
      {[...days].map(([day, happened]) => (
        <section key={day} aria-label={formatDay(day)}>
          <h3 className="py-2 text-micro text-text-2">
            {day === today ? t("today", { day: formatDay(day) }) : formatDay(day)}
          </h3>
          <ol>
            {happened.map((event) => (
              <EventRow key={event.id} event={event} zone={zone} />
            ))}
          </ol>
        </section>
      ))}
    </Section>
  );
}
