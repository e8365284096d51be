import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/billing/status-badge";
import { TimeText } from "@/components/billing/time-text";
import { PageMain } from "@/components/layout/page-main";
import type { Mail } from "@/server/notifications";
import { RecordHeader } from "../../../../_components/room-header";
import { Section } from "../../../../_components/section";
import { MailText } from "./mail-text";

export function MailScreen({ mail, zone }: { mail: Mail; zone: string }) {
  const t = useTranslations("console.mail");
  return (
    <PageMain page="D8">
      <RecordHeader
        crumbs={[{ href: "/console/settings/outbox", label: t("crumb") }, { label: mail.kind.replaceAll("_", " ") }]}
        title={mail.subject}
        badges={<StatusBadge object="mail" status={mail.state} />}
        facts={
          <>
            <span>{t("to", { recipient: mail.recipient })}</span>
            <span>{t("from", { sender: mail.sender })}</span>
            <TimeText at={mail.sentAt ?? mail.createdAt} zone={zone} withDay />
          </>
        }
      />
      {mail.lastError && (
        <Section id="error" title={t("error")}>
          <p className="font-mono text-small text-danger">{mail.lastError}</p>
        </Section>
      )}
      <div className="lg:grid lg:grid-cols-2">
        <Section id="text" title={t("text")} className="min-w-0">
          <MailText text={mail.text} />
          {mail.attachments.length > 0 && (
            <p className="mt-4 text-small text-text-2">
              {t("attachments", { names: mail.attachments.map(({ fileName }) => fileName).join(", ") })}
            </p>
          )}
        </Section>
        <Section id="html" title={t("html")} className="min-w-0 border-border lg:border-l">
          <iframe
            title={t("html")}
            srcDoc={mail.html}
            sandbox=""
            className="h-[640px] w-full rounded-card border border-border bg-paper"
          />
        </Section>
      </div>
    </PageMain>
  );
}
