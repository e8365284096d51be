import { getAccount, lockAccount } from "@/server/accounts";
import { listOpenInvoices } from "@/server/invoices";
import { inTransaction, type ServiceContext } from "@/server/platform";
import { askGateway } from "./check-payment";
import type { Gateway } from "./gateways/gateway";
import { getPayment, listPaymentsToCheck, type Payment } from "./payments-store";
import { receivePayment } from "./receive-payment";
import { type OutcomeInput, recordOutcome } from "./record-outcome";
import { type Submission, submitPayment } from "./submit-payment";

export type GatewayAccess = { readonly gateway: Gateway; readonly appOrigin: string };

const pageSize = 100;

const submissionOf = (access: GatewayAccess, payment: Payment): Submission => ({
  description: "Alderpost invoice",
  returnUrl: `${access.appOrigin}/account/invoices/${payment.purposeId}`,
});

/** Charges a committed payment of an invoice and settles what came of it. */
export const submitInvoicePayment = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  paymentId: string,
): Promise<void> => {
  const payment = await getPayment(ctx, paymentId);
  const submitted = await submitPayment(ctx, access.gateway, paymentId, submissionOf(access, payment));
  if (submitted) await settle(ctx, { paymentId, outcome: submitted.outcome, cause: "request" });
};

/** Asks the gateway about an invoice's open payment and settles what it says. */
export const checkInvoicePayment = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  payment: Payment,
  cause: OutcomeInput["cause"] = "check",
): Promise<void> => {
  if (payment.state === "created" && payment.savedMethodId) return submitInvoicePayment(ctx, access, payment.id);
  const outcome = await askGateway(access.gateway, payment, submissionOf(access, payment));
  await settle(ctx, { paymentId: payment.id, outcome, cause });
};

/**
 * Ends what a payer left unfinished, a bank's question or a page not paid on, so that another may pay; one who was
 * faster has paid.
 */
export const callBackInvoicePayment = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  payment: Payment,
): Promise<void> => {
  if (payment.state === "requires_action" && payment.gatewayChargeId) {
    await access.gateway.cancel(payment.gatewayChargeId);
  }
  if (payment.savedMethodId === null && (await access.gateway.closeHostedSession(payment.id)) === "closed") {
    return settle(ctx, { paymentId: payment.id, outcome: { status: "canceled" }, cause: "request" });
  }
  await checkInvoicePayment(ctx, access, payment);
};

/** The sweep over payments of invoices that something left behind: created and never sent, sent and never answered. */
export const settleInvoicePayments = async (ctx: ServiceContext, access: GatewayAccess): Promise<number> => {
  const waiting = await listPaymentsToCheck(ctx, "invoice", pageSize);
  for (const payment of waiting) await checkInvoicePayment(ctx, access, payment);
  return waiting.length;
};

type Settlement = {
  readonly paymentId: string;
  readonly outcome: OutcomeInput["outcome"];
  readonly cause: OutcomeInput["cause"];
};

/**
 * One transaction: the payment's outcome, and what of its money the invoice still takes. What is too much, because
 * somebody else paid meanwhile, is kept as an unapplied payment.
 */
const settle = async (ctx: ServiceContext, settlement: Settlement): Promise<void> => {
  const { accountId, purposeId } = await getPayment(ctx, settlement.paymentId);
  const { timeZone } = await getAccount(ctx, accountId);
  await inTransaction(ctx, async (inner) => {
    await lockAccount(inner, accountId);
    const { payment, hasJustSucceeded } = await recordOutcome(inner, { ...settlement, timeZone });
    if (!hasJustSucceeded) return;
    const [invoice] = await listOpenInvoices(inner, [purposeId]);
    const left = invoice?.balanceMinor ?? 0n;
    const amountMinor = left < payment.amountMinor ? left : payment.amountMinor;
    const applications = amountMinor > 0n ? [{ invoiceId: purposeId, amountMinor }] : [];
    await receivePayment(inner, { payment, applications });
  });
};
