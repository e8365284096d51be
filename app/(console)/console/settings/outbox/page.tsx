import type { Metadata } from "next";
import { z } from "zod";
import consoleWords from "@/messages/en/console.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { listMails } from "@/server/notifications";
import { companyZone } from "../../_data/load-shell";
import { OutboxScreen } from "./_components/outbox-screen";

export const metadata: Metadata = { title: consoleWords.outbox.title };

const pageSize = 50;
const searchParams = z.object({ cursor: z.string().max(120).nullable().catch(null) });

export default async function Outbox(props: PageProps<"/console/settings/outbox">) {
  const ctx = await staffContext("outbox:read");
  const { cursor } = searchParams.parse(await props.searchParams);
  const list = await orRefused(() => listMails(ctx, { limit: pageSize, cursor }));
  return <OutboxScreen list={list} cursor={cursor} zone={companyZone} />;
}
