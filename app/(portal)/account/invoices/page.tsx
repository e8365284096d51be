import type { Metadata } from "next";
import account from "@/messages/en/account.json";
import { getAccount } from "@/server/accounts";
import { orRefused } from "@/server/auth/or-refused";
import { subscriberContext } from "@/server/auth/request-context";
import { listInvoices } from "@/server/invoices";
import { dayInZone } from "@/server/kernel";
import { InvoicesScreen } from "./_components/invoices-screen";
import { readInvoiceSearch } from "./search-params";

export const metadata: Metadata = { title: account.invoices.title };

const shownMax = 500;

export default async function Invoices({ searchParams }: PageProps<"/account/invoices">) {
  const ctx = await subscriberContext();
  const { accountId } = ctx.actor;
  const invoices = await orRefused(() => listInvoices(ctx, { accountId, limit: shownMax }));
  const { timeZone } = await getAccount(ctx, accountId);
  const search = readInvoiceSearch(await searchParams);
  return <InvoicesScreen invoices={invoices} search={search} today={dayInZone(ctx.now, timeZone)} />;
}
