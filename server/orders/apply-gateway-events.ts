import {
  checkInvoicePayment,
  findPayment,
  type GatewayAccess,
  isOpenPayment,
  listGatewayEvents,
  markEventsApplied,
  type Payment,
  settleDisputes,
} from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { checkOrderPayment } from "./pay-order";

// One that was given up for another payer's may have been approved at the bank all the same.
const mayStillSucceed = ({ state }: Payment): boolean => isOpenPayment(state) || state === "canceled";

/**
 * What webhooks told: each payment they speak of is asked after, and where a bank disputes it its disputes are, so order
 * and repetition do not matter.
 */
export const applyGatewayEvents = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  eventIds: readonly string[],
): Promise<void> => {
  for (const { paymentId, news } of await listGatewayEvents(ctx, eventIds)) {
    const payment = await findPayment(ctx, paymentId);
    if (!payment) continue;
    await checkIfOpen(ctx, access, payment);
    if (news !== "charge") await settleDisputes(ctx, access.gateway, paymentId);
  }
  await markEventsApplied(ctx, eventIds);
};

const checkIfOpen = async (ctx: ServiceContext, access: GatewayAccess, payment: Payment): Promise<void> => {
  if (payment.purposeKind === "order" && isOpenPayment(payment.state)) {
    await checkOrderPayment(ctx, access, payment, "webhook");
  } else if (payment.purposeKind === "invoice" && mayStillSucceed(payment)) {
    await checkInvoicePayment(ctx, access, payment, "webhook");
  }
};
