import { refuseCrossOrigin } from "@/server/auth/check-origin";
import { refusalStatus } from "@/server/auth/refusal-status";
import { subscriberRequestContext } from "@/server/auth/request-contexts-of-headers";
import { readInvoice } from "@/server/invoices";
import { defaultGatewayAccess, listPaymentMethods, payInvoice } from "@/server/payments";
import { env } from "@/server/platform/env";

const seeOther = (location: string): Response => new Response(null, { status: 303, headers: { location } });

/** Pays what is left of an invoice with the account's default card, and leads back to the invoice. */
export const POST = async (
  request: Request,
  { params }: RouteContext<"/account/invoices/[invoiceId]/pay">,
): Promise<Response> => {
  const refused = refuseCrossOrigin(request);
  if (refused) return refused;
  const { invoiceId } = await params;
  const back = `/account/invoices/${invoiceId}`;
  try {
    const ctx = await subscriberRequestContext(request.headers);
    const { accountId, balanceMinor, currency } = await readInvoice(ctx, invoiceId);
    const card = (await listPaymentMethods(ctx, accountId)).find(({ isDefault }) => isDefault);
    if (!card) return seeOther(back);
    const paying = await payInvoice(ctx, defaultGatewayAccess(), {
      invoiceId,
      amountMinor: balanceMinor,
      currency,
      methodId: card.id,
      returnUrl: `${env().APP_ORIGIN}${back}`,
    });
    return seeOther(paying.status === "go_to" ? paying.url : back);
  } catch (error) {
    const status = refusalStatus(error);
    return status ? new Response(null, { status }) : seeOther(back);
  }
};
