import type { Metadata } from "next";
import { z } from "zod";
import { fetchForPage, trpc } from "@/app/_trpc/server";
import consoleWords from "@/messages/en/console.json";
import { staffContext } from "@/server/auth/request-context";
import { companyZone } from "../_data/load-shell";
import { AccountsScreen } from "./_components/accounts-screen";

export const metadata: Metadata = { title: consoleWords.accounts.title };

const searchParams = z.object({ q: z.string().max(100).catch(""), cursor: z.string().max(60).nullable().catch(null) });

export default async function Accounts(props: PageProps<"/console/accounts">) {
  await staffContext("accounts:read");
  const { q, cursor } = searchParams.parse(await props.searchParams);
  const page = await fetchForPage(trpc.console.accounts.list.queryOptions({ query: q, cursor }));
  return <AccountsScreen page={page} query={q} cursor={cursor} zone={companyZone} />;
}
