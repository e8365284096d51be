import { isDomainError } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { type PayingInvoice, payInvoice } from "./pay-invoice";
import type { AgreedPayment } from "./save-payment-method";
import type { GatewayAccess } from "./settle-invoice-payments";

export type PaidAgreed =
  | { readonly status: "paid" | "declined" | "checking" }
  /** The bank of the card asks; what was not tried yet stays owed. */
  | { readonly status: "go_to"; readonly url: string };

/** Pays with a card that was just kept what was agreed to; an invoice that was paid meanwhile is left alone. */
export const payAgreed = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  { methodId, pays }: { readonly methodId: string; readonly pays: readonly AgreedPayment[] },
): Promise<PaidAgreed> => {
  const states: string[] = [];
  for (const agreed of pays) {
    const paying = await payUnlessPaid(ctx, access, agreed, methodId);
    if (paying?.status === "go_to") return paying;
    states.push(paying?.payment.state ?? "succeeded");
  }
  if (states.includes("failed")) return { status: "declined" };
  return { status: states.every((state) => state === "succeeded") ? "paid" : "checking" };
};

const payUnlessPaid = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  { invoiceId, amountMinor, currency }: AgreedPayment,
  methodId: string,
): Promise<PayingInvoice | null> => {
  const returnUrl = `${access.appOrigin}/account/invoices/${invoiceId}`;
  try {
    return await payInvoice(ctx, access, {
      invoiceId,
      amountMinor: BigInt(amountMinor),
      currency,
      methodId,
      returnUrl,
    });
  } catch (error) {
    if (isDomainError(error) && error.reason === "invoice.nothing_to_pay") return null;
    throw error;
  }
};
