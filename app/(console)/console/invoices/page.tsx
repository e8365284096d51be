import type { Metadata } from "next";
import finance from "@/messages/en/finance.json";
import { orRefused } from "@/server/auth/or-refused";
import { staffContext } from "@/server/auth/request-context";
import { listPostedInvoices } from "@/server/support";
import { companyZone } from "../_data/load-shell";
import { readInvoicesAddress } from "./_components/invoices-address";
import { InvoicesScreen } from "./_components/invoices-screen";

export const metadata: Metadata = { title: finance.invoices.title };

export default async function Invoices(props: PageProps<"/console/invoices">) {
  const ctx = await staffContext("invoices:read");
  const address = readInvoicesAddress(await props.searchParams);
  const list = await orRefused(() => listPostedInvoices(ctx, { ...address, zone: companyZone }));
  return <InvoicesScreen list={list} address={address} now={ctx.now} zone={companyZone} />;
}
