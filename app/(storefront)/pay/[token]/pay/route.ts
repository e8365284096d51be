import { refuseCrossOrigin } from "@/server/auth/check-origin";
import { openPayLink } from "@/server/auth/pay-link-context";
import { readInvoice } from "@/server/invoices";
import { isDomainError, parseMoney } from "@/server/kernel";
import { defaultGatewayAccess, payInvoice } from "@/server/payments";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { readForm } from "../../../checkout/_requests/read-form";
import { seeOther } from "../../../checkout/_requests/respond";

/** Begins to pay an invoice by its link: the answer leads to the gateway's own page, or back with what is wrong. */
export const POST = async (request: Request, { params }: RouteContext<"/pay/[token]/pay">): Promise<Response> => {
  const refused = refuseCrossOrigin(request);
  if (refused) return refused;
  const { token } = await params;
  const access = await openPayLink(token);
  if (typeof access === "string") return new Response(null, { status: 404 });
  const back = `/pay/${token}`;
  try {
    const { amount = "" } = await readForm(request);
    const { currency } = await readInvoice(access.ctx, access.invoiceId);
    const paying = await payInvoice(access.ctx, defaultGatewayAccess(), {
      invoiceId: access.invoiceId,
      amountMinor: parseMoney(amount.replace(",", "."), currency).minor,
      currency,
      methodId: null,
      returnUrl: `${env().APP_ORIGIN}${back}`,
    });
    return seeOther(paying.status === "go_to" ? paying.url : back);
  } catch (error) {
    return seeOther(`${back}?problem=${problemOf(error)}`);
  }
};

const problems: Readonly<Record<string, string>> = {
  "payment.amount": "amount",
  "money.malformed": "malformed",
  "money.excess_decimals": "malformed",
  "payment.already_open": "under_way",
};

const problemOf = (error: unknown): string => {
  if (!isDomainError(error)) log.error({ err: error }, "A payment by link could not begin");
  return (isDomainError(error) && problems[error.reason]) || "unavailable";
};
