import { writeCard } from "@/server/documents/core";
import type { InvoiceSummary } from "@/server/invoices";
import { defaultGatewayAccess, listPaymentMethods, payTokenOf, refreshInvoicePayment } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import type { ToPay } from "./_components/pay-section";

/** What is left of an invoice and how its reader may pay it. The reader's right to the invoice has been checked. */
export const loadToPay = async (
  ctx: ServiceContext,
  invoice: Pick<InvoiceSummary, "id" | "accountId" | "balanceMinor" | "currency">,
): Promise<ToPay | null> => {
  if (invoice.balanceMinor === 0n) return null;
  const payment = await refreshInvoicePayment(ctx, defaultGatewayAccess(), invoice.id);
  const card = (await listPaymentMethods(ctx, invoice.accountId)).find(({ isDefault }) => isDefault);
  return {
    minor: invoice.balanceMinor,
    currency: invoice.currency,
    href: `/pay/${payTokenOf(invoice.id)}`,
    card: card ? writeCard(card.brand, card.last4) : null,
    declineReason: payment?.state === "failed" ? payment.declineReason : null,
  };
};
