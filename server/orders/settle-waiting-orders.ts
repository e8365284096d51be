import { getAccount, lockAccount } from "@/server/accounts";
import { findPaymentOfPurpose, type GatewayAccess, listPaymentsToCheck, recordOutcome } from "@/server/payments";
import { inTransaction, recordAudit, type ServiceContext } from "@/server/platform";
import { giveBackCoupons } from "@/server/promotions";
import { listOrdersToExpire, lockOrder, type Order, saveOrder } from "./orders-store";
import { checkOrderPayment } from "./pay-order";

const pageSize = 100;

/** The sweep over payments that a request left behind: created and never sent, sent and never answered. */
export const settleWaitingOrders = async (ctx: ServiceContext, access: GatewayAccess): Promise<number> => {
  const waiting = await listPaymentsToCheck(ctx, "order", pageSize);
  for (const payment of waiting) await checkOrderPayment(ctx, access, payment);
  return waiting.length;
};

/** Gives up orders that nobody paid within their day; a charge still open at the gateway is canceled there first. */
export const expireOrders = async (ctx: ServiceContext, access: GatewayAccess): Promise<number> => {
  const due = await listOrdersToExpire(ctx, pageSize);
  for (const order of due) await expireOrder(ctx, access, order);
  return due.length;
};

const expireOrder = async (ctx: ServiceContext, access: GatewayAccess, order: Order): Promise<void> => {
  const payment = await findPaymentOfPurpose(ctx, { kind: "order", id: order.id });
  if (payment?.state === "requires_action" && payment.gatewayChargeId) {
    await access.gateway.cancel(payment.gatewayChargeId);
  }
  if (payment && order.status === "awaiting_payment") await checkOrderPayment(ctx, access, payment);
  await inTransaction(ctx, async (inner) => {
    await lockAccount(inner, order.accountId);
    const locked = await lockOrder(inner, order.id);
    const open = await findPaymentOfPurpose(inner, { kind: "order", id: order.id });
    if (locked.status === "completed" || open?.state === "submitted" || open?.state === "unknown") return;
    if (open?.state === "created") await cancelPayment(inner, open.id, order);
    await saveOrder(inner, order.id, { status: "expired" });
    await giveBackCoupons(inner, order.id);
    await recordAudit(inner, { action: "orders:expire", accountId: order.accountId, subjectIds: [order.id] });
  });
};

const cancelPayment = async (ctx: Parameters<typeof recordOutcome>[0], paymentId: string, order: Order) => {
  const { timeZone } = await getAccount(ctx, order.accountId);
  const outcome = { status: "failed", chargeId: null, reason: "gateway_error" } as const;
  await recordOutcome(ctx, { paymentId, outcome, cause: "check", timeZone });
};
