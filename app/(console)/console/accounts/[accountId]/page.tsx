import type { Metadata } from "next";
import consoleWords from "@/messages/en/console.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { dayInZone } from "@/server/kernel";
import { readAccountPage } from "@/server/support";
import { AccountScreen } from "./_components/account-screen";

export const metadata: Metadata = { title: consoleWords.accounts.title };

export default async function AccountPage({ params }: PageProps<"/console/accounts/[accountId]">) {
  const { accountId } = await params;
  const ctx = await staffContext("accounts:read");
  const view = await orRefused(() => readAccountPage(ctx, accountId));
  return <AccountScreen view={view} now={ctx.now} today={dayInZone(ctx.now, view.account.timeZone)} />;
}
