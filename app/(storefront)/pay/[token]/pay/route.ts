import { getTranslations } from "next-intl/server";
import { refuseCrossOrigin } from "@/server/auth/check-origin";
import { openPayLink, type PayAccess } from "@/server/auth/pay-link-context";
import { readInvoice } from "@/server/invoices";
import { isDomainError, parseMoney } from "@/server/kernel";
import { defaultGatewayAccess, type Payment, payInvoice } from "@/server/payments";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import type { PayOutcome } from "../../../_card/pay-request";
import { declineFieldOf, declineWords } from "../../../checkout/_requests/decline-words";
import { parseObject, readBody } from "../../../checkout/_requests/read-form";
import { seeOther } from "../../../checkout/_requests/respond";
import type { PayProblem } from "../pay-problems";

/** Pays an invoice by its link: by a card token from the page's script, or, without one, on the gateway's own page. */
export const POST = async (request: Request, { params }: RouteContext<"/pay/[token]/pay">): Promise<Response> => {
  const refused = refuseCrossOrigin(request);
  if (refused) return refused;
  const { token } = await params;
  const access = await openPayLink(token);
  if (typeof access === "string") return new Response(null, { status: 404 });
  const back = `/pay/${token}`;
  const isJson = (request.headers.get("content-type") ?? "").includes("application/json");
  const text = await readBody(request);
  if (isJson) return Response.json(await payByToken(access, back, parseObject(text)));
  return seeOther(await payOnGatewayPage(access, back, new URLSearchParams(text)));
};

type Try = { readonly amount: string; readonly back: string; readonly methodToken: string | null };

const pay = async ({ ctx, invoiceId }: PayAccess, { amount, back, methodToken }: Try) => {
  const { currency } = await readInvoice(ctx, invoiceId);
  return payInvoice(ctx, defaultGatewayAccess(), {
    invoiceId,
    amountMinor: parseMoney(amount.replace(",", "."), currency).minor,
    currency,
    methodId: null,
    methodToken,
    returnUrl: `${env().APP_ORIGIN}${back}`,
  });
};

const payOnGatewayPage = async (access: PayAccess, back: string, form: URLSearchParams): Promise<string> => {
  try {
    const paying = await pay(access, { amount: form.get("amount") ?? "", back, methodToken: null });
    return paying.status === "go_to" ? paying.url : back;
  } catch (error) {
    return isPaid(error) ? back : `${back}?problem=${problemOf(error)}`;
  }
};

const payByToken = async (
  access: PayAccess,
  back: string,
  { token, fields }: Record<string, unknown>,
): Promise<PayOutcome> => {
  if (typeof token !== "string") return tellProblem("unavailable");
  const amount = typeof fields === "object" && fields !== null && "amount" in fields ? String(fields.amount) : "";
  try {
    const paying = await pay(access, { amount, back, methodToken: token });
    return paying.status === "go_to"
      ? { status: "requires_action", next: paying.url }
      : await tellPayment(paying.payment, back);
  } catch (error) {
    return isPaid(error) ? { status: "paid", next: back } : tellProblem(problemOf(error));
  }
};

const tellPayment = async ({ state, declineReason }: Payment, back: string): Promise<PayOutcome> => {
  if (state !== "failed") return { status: state === "succeeded" ? "paid" : "processing", next: back };
  const reason = declineReason ?? "bank_declined";
  return { status: "declined", reason, message: await declineWords(reason), ...declineFieldOf(reason) };
};

// Somebody else paid while this page was open: there is nothing to tell but that.
const isPaid = (error: unknown): boolean => isDomainError(error) && error.reason === "invoice.nothing_to_pay";

const problems: Readonly<Record<string, PayProblem>> = {
  "payment.amount": "amount",
  "money.malformed": "malformed",
  "money.excess_decimals": "malformed",
  "payment.already_open": "under_way",
};

const problemOf = (error: unknown): PayProblem => {
  if (!isDomainError(error)) log.error({ err: error }, "A payment by link could not begin");
  return (isDomainError(error) && problems[error.reason]) || "unavailable";
};

const tellProblem = async (problem: PayProblem): Promise<PayOutcome> => {
  const t = await getTranslations("pay.problems");
  const isOfAmount = problem === "amount" || problem === "malformed";
  return { status: "refused", message: t(problem), ...(isOfAmount ? { field: "amount" } : {}) };
};
