import { subscriberRequestContext } from "@/server/auth/request-contexts-of-headers";
import { isDomainError } from "@/server/kernel";
import { type AgreedPayment, defaultGatewayAccess, payInvoice, savePaymentMethod } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { env } from "@/server/platform/env";
import { answerForm, asSetupId } from "../../answer";
import { newsHref } from "../../search-params";

/** Where the gateway's page leads back to: the card is kept, and what was agreed is paid with it. */
export const GET = async (
  request: Request,
  { params }: RouteContext<"/account/payment-methods/return/[setupId]">,
): Promise<Response> => {
  const { setupId } = await params;
  return answerForm(async () => {
    const ctx = await subscriberRequestContext(request.headers);
    const saved = await savePaymentMethod(ctx, defaultGatewayAccess(), asSetupId(setupId));
    if (saved.status !== "saved") return newsHref("not_saved");
    if (saved.pays.length > 0) return payAgreed(ctx, saved.methodId, saved.pays);
    return newsHref(saved.isKnown ? "known" : "saved", saved.methodId);
  });
};

/** An invoice that was paid meanwhile is left alone; a bank that asks is answered first. */
const payAgreed = async (ctx: ServiceContext, methodId: string, pays: readonly AgreedPayment[]): Promise<string> => {
  const states: string[] = [];
  for (const { invoiceId, amountMinor, currency } of pays) {
    const paying = await tryPay(ctx, { invoiceId, amountMinor: BigInt(amountMinor), currency, methodId });
    if (paying?.status === "go_to") return paying.url;
    states.push(paying?.payment.state ?? "succeeded");
  }
  if (states.includes("failed")) return newsHref("declined", methodId);
  return newsHref(states.every((state) => state === "succeeded") ? "paid" : "checking", methodId);
};

type Agreed = { invoiceId: string; amountMinor: bigint; currency: string; methodId: string };

const tryPay = async (ctx: ServiceContext, agreed: Agreed) => {
  const returnUrl = `${env().APP_ORIGIN}/account/invoices/${agreed.invoiceId}`;
  try {
    return await payInvoice(ctx, defaultGatewayAccess(), { ...agreed, returnUrl });
  } catch (error) {
    if (isDomainError(error) && error.reason === "invoice.nothing_to_pay") return null;
    throw error;
  }
};
