import type { Metadata } from "next";
import { fetchForPage, trpc } from "@/app/_trpc/server";
import consoleWords from "@/messages/en/console.json";
import { staffContext } from "@/server/auth/request-context";
import { dayInZone } from "@/server/kernel";
import { AccountScreen } from "./_components/account-screen";

export const metadata: Metadata = { title: consoleWords.accounts.title };

export default async function AccountPage({ params }: PageProps<"/console/accounts/[accountId]">) {
  const { accountId } = await params;
  const ctx = await staffContext("accounts:read");
  const view = await fetchForPage(trpc.console.accounts.get.queryOptions({ accountId }));
  return <AccountScreen view={view} now={ctx.now} today={dayInZone(ctx.now, view.account.timeZone)} />;
}
