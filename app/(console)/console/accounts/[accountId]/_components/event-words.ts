import { useTranslations } from "next-intl";
import { writeCard } from "@/server/documents/core";
import { declineReasons } from "@/server/payments/core";
import type { TimelineEvent } from "@/server/support";

const cardOf = (card: string | null): string => {
  const [brand = null, last4 = null] = card?.split(" ") ?? [];
  return writeCard(brand, last4) ?? "";
};

/** What happened, and what there is to say about it, in words. */
export function useEventWords() {
  const t = useTranslations("console.account.timeline");
  const action = useTranslations("console.actions");
  const reasonOf = (event: TimelineEvent) =>
    t(`reasons.${declineReasons.find((reason) => reason === event.reason) ?? "other"}`);
  const actionOf = (name: string) =>
    action.has(name as Parameters<typeof action>[0]) ? action(name as Parameters<typeof action>[0]) : name;
  const paymentNote = ({ note, subject }: TimelineEvent): string =>
    [cardOf(note), subject ? t("forInvoice", { number: subject }) : ""].filter(Boolean).join(", ");
  const noteOf = (event: TimelineEvent): string => {
    if (event.group === "payments") return paymentNote(event);
    if (event.group === "invoices") return event.note ?? "";
    if (!event.note || event.kind === "people:add_member") return event.note ?? "";
    return event.group === "mails" ? t("mailTo", { recipient: event.note }) : t("by", { name: event.note });
  };
  return (event: TimelineEvent): { title: string; note: string } => ({
    title: t(`kinds.${event.kind}`, {
      number: event.subject ?? "",
      subject: event.subject ?? "",
      action: actionOf(event.subject ?? ""),
      reason: reasonOf(event),
    }),
    note: noteOf(event),
  });
}
