import type { Metadata } from "next";
import { notFound } from "next/navigation";
import account from "@/messages/en/account.json";
import { getAccount } from "@/server/accounts";
import { orRefused } from "@/server/auth/or-refused";
import { subscriberContext } from "@/server/auth/request-context";
import { readInvoice } from "@/server/invoices";
import { dayInZone } from "@/server/kernel";
import { listApplicationsOfInvoices } from "@/server/payments";
import { listSellers } from "@/server/sellers";
import { InvoiceScreen } from "./_components/invoice-screen";

export const metadata: Metadata = { title: account.invoices.title };

export default async function InvoicePage({ params }: PageProps<"/account/invoices/[invoiceId]">) {
  const { invoiceId } = await params;
  const ctx = await subscriberContext();
  const invoice = await orRefused(() => readInvoice(ctx, invoiceId));
  const [payments, sellers, { timeZone }] = await Promise.all([
    listApplicationsOfInvoices(ctx, [invoice.id]),
    listSellers(ctx),
    getAccount(ctx, invoice.accountId),
  ]);
  const seller = sellers.find(({ id }) => id === invoice.sellerId);
  if (!seller) notFound();
  return (
    <InvoiceScreen
      invoice={invoice}
      seller={seller}
      payments={payments}
      timeZone={timeZone}
      today={dayInZone(ctx.now, timeZone)}
    />
  );
}
