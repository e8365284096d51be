import type { Metadata } from "next";
import { fetchForPage, trpc } from "@/app/_trpc/server";
import account from "@/messages/en/account.json";
import { getAccount } from "@/server/accounts";
import { subscriberContext } from "@/server/auth/request-context";
import { invoicesOfAccountMax } from "@/server/invoices";
import { dayInZone } from "@/server/kernel";
import { InvoicesScreen } from "./_components/invoices-screen";
import { readArchiveProblem, readInvoiceSearch } from "./search-params";

export const metadata: Metadata = { title: account.invoices.title };

export default async function Invoices({ searchParams }: PageProps<"/account/invoices">) {
  const ctx = await subscriberContext();
  const { accountId } = ctx.actor;
  const invoices = await fetchForPage(trpc.portal.invoices.list.queryOptions({ limit: invoicesOfAccountMax }));
  const { timeZone } = await getAccount(ctx, accountId);
  const params = await searchParams;
  return (
    <InvoicesScreen
      invoices={invoices}
      search={readInvoiceSearch(params)}
      problem={readArchiveProblem(params)}
      today={dayInZone(ctx.now, timeZone)}
    />
  );
}
