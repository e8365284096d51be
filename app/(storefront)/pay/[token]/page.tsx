import type { Metadata } from "next";
import { notFound } from "next/navigation";
import pay from "@/messages/en/pay.json";
import { openPayLink } from "@/server/auth/pay-link-context";
import { readInvoiceDocument } from "@/server/documents";
import { writeCard } from "@/server/documents/core";
import { defaultGatewayAccess, refreshInvoicePayment } from "@/server/payments";
import { env } from "@/server/platform/env";
import { PayOver } from "./_components/pay-over";
import { PayScreen } from "./_components/pay-screen";
import { payProblems } from "./pay-problems";

export const metadata: Metadata = { title: pay.title, robots: { index: false }, referrer: "same-origin" };

export default async function PayByLink({ params, searchParams }: PageProps<"/pay/[token]">) {
  const { token } = await params;
  const { problem } = await searchParams;
  const access = await openPayLink(token);
  if (access === "unknown") notFound();
  if (access === "expired") return <PayOver />;
  const payment = await refreshInvoicePayment(access.ctx, defaultGatewayAccess(), access.invoiceId);
  const invoice = await readInvoiceDocument(access.ctx, access.invoiceId);
  return (
    <PayScreen
      token={token}
      invoice={invoice}
      isChecking={payment?.state === "submitted" || payment?.state === "unknown"}
      declineReason={payment?.state === "failed" ? payment.declineReason : null}
      declinedCard={payment ? writeCard(payment.cardBrand, payment.cardLast4) : null}
      problem={payProblems.find((known) => known === problem) ?? null}
      cardFields={cardFieldsOf(access.invoiceId)}
    />
  );
}

// A link pays one invoice for whoever has it: the card's name is not asked, for it would be kept nowhere.
const cardFieldsOf = (invoiceId: string) => {
  const origin = env().SIMULATORS_ORIGIN;
  return { url: `${origin}/gateway/card-fields?session=${invoiceId}&holder=none&ground=surface`, origin };
};
