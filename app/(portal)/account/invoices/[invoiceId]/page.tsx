import type { Metadata } from "next";
import { fetchForPage, trpc } from "@/app/_trpc/server";
import account from "@/messages/en/account.json";
import { getAccount } from "@/server/accounts";
import { subscriberContext } from "@/server/auth/request-context";
import { listCreditNotes } from "@/server/corrections";
import { dayInZone } from "@/server/kernel";
import { InvoiceScreen } from "./_components/invoice-screen";
import { loadToPay } from "./load-to-pay";

export const metadata: Metadata = { title: account.invoices.title };

export default async function InvoicePage({ params }: PageProps<"/account/invoices/[invoiceId]">) {
  const { invoiceId } = await params;
  const ctx = await subscriberContext();
  const { seller, payments, amends, replacedBy, isCreditNote, corrects, ...invoice } = await fetchForPage(
    trpc.portal.invoices.get.queryOptions({ invoiceId }),
  );
  const { timeZone } = await getAccount(ctx, invoice.accountId);
  return (
    <InvoiceScreen
      invoice={invoice}
      seller={seller}
      payments={payments}
      beside={{ amends, replacedBy, isCreditNote, corrects }}
      creditNotes={await listCreditNotes(ctx, [invoice.id])}
      timeZone={timeZone}
      today={dayInZone(ctx.now, timeZone)}
      toPay={await loadToPay(ctx, invoice)}
    />
  );
}
