import type { Metadata } from "next";
import account from "@/messages/en/account.json";
import { getAccount } from "@/server/accounts";
import { orRefused } from "@/server/auth/or-refused";
import { subscriberContext } from "@/server/auth/request-context";
import { readRecovery } from "@/server/support";
import { loadToPay } from "../invoices/[invoiceId]/load-to-pay";
import { RecoverScreen } from "./_components/recover-screen";

export const metadata: Metadata = { title: account.recovery.title };

export default async function Recover() {
  const ctx = await subscriberContext();
  const { accountId } = ctx.actor;
  const found = await orRefused(() => readRecovery(ctx, accountId));
  const { timeZone } = await getAccount(ctx, accountId);
  const items = [];
  for (const { invoice, attempt } of found) {
    const toPay = await loadToPay(ctx, invoice);
    if (toPay) items.push({ invoice, attempt, toPay });
  }
  return <RecoverScreen items={items} timeZone={timeZone} />;
}
