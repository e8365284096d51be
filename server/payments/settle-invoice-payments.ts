import { lockAccounts } from "@/server/accounts";
import { listOpenInvoices } from "@/server/invoices";
import { invariant } from "@/server/kernel";
import { inTransaction, type ServiceContext, type TransactionContext } from "@/server/platform";
import { askGateway } from "./check-payment";
import type { Gateway } from "./gateways/gateway";
import { payTokenOf } from "./pay-link";
import { listPaymentsByIds, listPaymentsToCheck, type Payment } from "./payments-store";
import { type ReceivedPayment, receivePayments } from "./receive-payment";
import { type OutcomeInput, recordOutcomes } from "./record-outcome";
import { chargeAgain, claimPayments, type Submission } from "./submit-payment";

export type GatewayAccess = { readonly gateway: Gateway; readonly appOrigin: string };

const pageSize = 100;
const callsAtOnce = 8;

// A card given by token was typed on the link's page, by somebody who need not be of the account.
const submissionOf = (access: GatewayAccess, payment: Payment): Submission => ({
  description: "Alderpost invoice",
  returnUrl: `${access.appOrigin}${payment.methodToken === null ? `/account/invoices/${payment.purposeId}` : `/pay/${payTokenOf(payment.purposeId)}`}`,
  keepsCard: false,
});

/** Charges a committed payment of an invoice and settles what came of it. */
export const submitInvoicePayment = (ctx: ServiceContext, access: GatewayAccess, paymentId: string): Promise<void> =>
  submitInvoicePayments(ctx, access, [paymentId]);

/**
 * The same for many: those that nobody else has sent are charged, a few at a time, and settled together. One that
 * cannot be settled keeps none of the others from it.
 */
export const submitInvoicePayments = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  paymentIds: readonly string[],
): Promise<void> => {
  const settlements: Settlement[] = [];
  const waiting = (await claimPayments(ctx, paymentIds)).values();
  const work = async (): Promise<void> => {
    for (const payment of waiting) {
      const outcome = await chargeAgain(access.gateway, payment, submissionOf(access, payment));
      settlements.push({ paymentId: payment.id, outcome, cause: "request" });
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, work));
  await settleEach(ctx, settlements);
};

/** Asks the gateway about an invoice's open payment and settles what it says. */
export const checkInvoicePayment = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  payment: Payment,
  cause: OutcomeInput["cause"] = "check",
): Promise<void> => {
  if (payment.state === "created" && (payment.savedMethodId ?? payment.methodToken))
    return submitInvoicePayment(ctx, access, payment.id);
  const outcome = await askGateway(access.gateway, payment, submissionOf(access, payment));
  await settle(ctx, [{ paymentId: payment.id, outcome, cause }]);
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
  const isOnHostedPage = payment.savedMethodId === null && payment.methodToken === null;
  if (isOnHostedPage && (await access.gateway.closeHostedSession(payment.id)) === "closed") {
    return settle(ctx, [{ paymentId: payment.id, outcome: { status: "canceled" }, cause: "request" }]);
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

const settleEach = async (ctx: ServiceContext, settlements: readonly Settlement[]): Promise<void> => {
  try {
    await settle(ctx, settlements);
  } catch (error) {
    if (settlements.length < 2) throw error;
    const settled = await Promise.allSettled(settlements.map((settlement) => settle(ctx, [settlement])));
    const failed = settled.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  }
};

/**
 * One transaction: the payments' outcomes, and what of their money the invoices still take. What is too much, because
 * somebody else paid meanwhile, is kept as an unapplied payment.
 */
const settle = async (ctx: ServiceContext, settlements: readonly Settlement[]): Promise<void> => {
  const found = await listPaymentsByIds(
    ctx,
    settlements.map(({ paymentId }) => paymentId),
  );
  const accountIds = new Map(found.map(({ id, accountId }) => [id as string, accountId]));
  await inTransaction(ctx, async (inner) => {
    const locked = await lockAccounts(inner, [...new Set(accountIds.values())]);
    const zones = new Map(locked.map(({ id, timeZone }) => [id as string, timeZone]));
    const recorded = await recordOutcomes(
      inner,
      settlements.map((settlement) => {
        const timeZone = zones.get(accountIds.get(settlement.paymentId) ?? "");
        invariant(timeZone, "A payment that is settled is of an account.");
        return { ...settlement, timeZone };
      }),
    );
    const succeeded = recorded.flatMap(({ payment, hasJustSucceeded }) => (hasJustSucceeded ? [payment] : []));
    await receivePayments(inner, await applyInTurn(inner, succeeded));
  });
};

const applyInTurn = async (ctx: TransactionContext, succeeded: readonly Payment[]): Promise<ReceivedPayment[]> => {
  const invoices = await listOpenInvoices(
    ctx,
    succeeded.map(({ purposeId }) => purposeId),
  );
  const left = new Map(invoices.map(({ invoiceId, balanceMinor }) => [invoiceId, balanceMinor]));
  return succeeded.map((payment) => {
    const invoiceId = payment.purposeId;
    const balanceMinor = left.get(invoiceId) ?? 0n;
    const amountMinor = balanceMinor < payment.amountMinor ? balanceMinor : payment.amountMinor;
    left.set(invoiceId, balanceMinor - amountMinor);
    return { payment, applications: amountMinor > 0n ? [{ invoiceId, amountMinor }] : [] };
  });
};
