import type { Metadata } from "next";
import account from "@/messages/en/account.json";
import { getAccount } from "@/server/accounts";
import { orRefused } from "@/server/auth/or-refused";
import { subscriberContext } from "@/server/auth/request-context";
import { listAccountCredit } from "@/server/credits";
import { CreditScreen } from "./_components/credit-screen";

export const metadata: Metadata = { title: account.credit.title };

export default async function Credit() {
  const ctx = await subscriberContext();
  const { accountId } = ctx.actor;
  const credit = await orRefused(() => listAccountCredit(ctx, accountId));
  const { timeZone } = await getAccount(ctx, accountId);
  return <CreditScreen credit={credit} zone={timeZone} />;
}
