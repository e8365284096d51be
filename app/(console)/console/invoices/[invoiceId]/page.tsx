import type { Metadata } from "next";
import { fetchForPage, trpc } from "@/app/_trpc/server";
import consoleWords from "@/messages/en/console.json";
import { staffContext } from "@/server/auth/request-context";
import { dayInZone } from "@/server/kernel";
import { InvoiceScreen } from "./_components/invoice-screen";
import { correctInvoice } from "./actions";

export const metadata: Metadata = { title: consoleWords.invoice.crumb };

export default async function InvoicePage({ params }: PageProps<"/console/invoices/[invoiceId]">) {
  const { invoiceId } = await params;
  const ctx = await staffContext("invoices:read");
  const view = await fetchForPage(trpc.console.invoices.get.queryOptions({ invoiceId }));
  const permissions = ctx.actor.kind === "staff" ? ctx.actor.permissions : [];
  const rights = { permissions, correct: correctInvoice, today: dayInZone(ctx.now, view.seller.timeZone) };
  return <InvoiceScreen view={view} today={dayInZone(ctx.now, view.account.timeZone)} rights={rights} />;
}
