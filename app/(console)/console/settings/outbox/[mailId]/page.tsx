import type { Metadata } from "next";
import consoleWords from "@/messages/en/console.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { getMail } from "@/server/notifications";
import { companyZone } from "../../../_data/load-shell";
import { MailScreen } from "./_components/mail-screen";

export const metadata: Metadata = { title: consoleWords.outbox.title };

export default async function MailPage({ params }: PageProps<"/console/settings/outbox/[mailId]">) {
  const { mailId } = await params;
  const ctx = await staffContext("outbox:read");
  return <MailScreen mail={await orRefused(() => getMail(ctx, mailId))} zone={companyZone} />;
}
