import type { Metadata } from "next";
import { fetchForPage, trpc } from "@/app/_trpc/server";
import account from "@/messages/en/account.json";
import { getAccount } from "@/server/accounts";
import { subscriberContext } from "@/server/auth/request-context";
import { dayInZone } from "@/server/kernel";
import { InvoicesScreen } from "./_components/invoices-screen";
import { readArchiveProblem, readInvoiceSearch } from "./search-params";

export const metadata: Metadata = { title: account.invoices.title };

// More than any account has: a monthly invoice for 160 years.
const readMax = 2000;

export default async function Invoices({ searchParams }: PageProps<"/account/invoices">) {
  const ctx = await subscriberContext();
  const { accountId } = ctx.actor;
  const invoices = await fetchForPage(trpc.portal.invoices.list.queryOptions({ limit: readMax }));
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
