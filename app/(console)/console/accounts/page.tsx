import type { Metadata } from "next";
import consoleWords from "@/messages/en/console.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { listAccounts } from "@/server/support";
import { companyZone } from "../_data/load-shell";
import { readAccountsAddress } from "./_components/accounts-address";
import { AccountsScreen } from "./_components/accounts-screen";

export const metadata: Metadata = { title: consoleWords.accounts.title };

export default async function Accounts(props: PageProps<"/console/accounts">) {
  const ctx = await staffContext("accounts:read");
  const address = readAccountsAddress(await props.searchParams);
  const list = await orRefused(() => listAccounts(ctx, { ...address, zone: companyZone }));
  return <AccountsScreen list={list} address={address} zone={companyZone} />;
}
