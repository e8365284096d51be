import { Paperclip } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/billing/status-badge";
import { TimeText } from "@/components/billing/time-text";
import { PageMain } from "@/components/layout/page-main";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import type { MailList, MailSummary } from "@/server/notifications";
import { RoomHeader } from "../../../_components/room-header";

export type OutboxScreenProps = { list: MailList; cursor: string | null; zone: string };

function MailRow({ mail, zone }: { mail: MailSummary; zone: string }) {
  const t = useTranslations("console.outbox");
  return (
    <li
      data-testid={`row-${mail.id}`}
      className="relative grid min-h-10 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 border-t border-row-sep px-4 py-2 text-table first:border-t-0 hover:bg-bg md:grid-cols-[140px_240px_minmax(0,1fr)_auto_96px] md:px-6"
    >
      <TimeText at={mail.createdAt} zone={zone} withDay className="text-text-2 max-md:order-4 max-md:text-small" />
      <span className="truncate text-text-2 max-md:order-2">{mail.recipient}</span>
      <Link
        href={`/console/settings/outbox/${mail.id}` as Route}
        className="font-medium text-text no-underline after:absolute after:inset-0 hover:underline max-md:order-1 max-md:col-span-full md:truncate"
      >
        {mail.subject}
      </Link>
      <span className="flex items-center gap-1 text-text-3 max-md:hidden">
        {mail.attachments.length > 0 && (
          <>
            <Paperclip role="img" aria-label={t("attachments")} size={14} strokeWidth={1.75} />{" "}
            {mail.attachments.length}
          </>
        )}
      </span>
      <span className="text-right max-md:order-3">
        <StatusBadge object="mail" status={mail.state} />
      </span>
    </li>
  );
}

export function OutboxScreen({ list, cursor, zone }: OutboxScreenProps) {
  const t = useTranslations("console.outbox");
  const older = list.nextCursor
    ? (`/console/settings/outbox?${new URLSearchParams({ cursor: list.nextCursor })}` as Route)
    : null;
  return (
    <PageMain page="D8" state={list.mails.length > 0 ? "ready" : "empty"}>
      <RoomHeader title={t("title")} />
      {list.mails.length === 0 && (
        <div className="px-4 md:px-6">
          <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>
        </div>
      )}
      <ul className="border-b border-border">
        {list.mails.map((mail) => (
          <MailRow key={mail.id} mail={mail} zone={zone} />
        ))}
      </ul>
      <nav aria-label={t("pages")} className="flex justify-end gap-2 px-4 py-3 md:px-6">
        {cursor && <LinkButton href={"/console/settings/outbox" as Route}>{t("newest")}</LinkButton>}
        {older && <LinkButton href={older}>{t("older")}</LinkButton>}
      </nav>
    </PageMain>
  );
}
