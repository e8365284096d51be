import {
  checkInvoicePayment,
  findPayment,
  type GatewayAccess,
  isOpenPayment,
  listPaymentIdsOfEvents,
  markEventsApplied,
} from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { checkOrderPayment } from "./pay-order";

/** What webhooks told: each payment they speak of is asked after, so order and repetition do not matter. */
export const applyGatewayEvents = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  eventIds: readonly string[],
): Promise<void> => {
  for (const paymentId of await listPaymentIdsOfEvents(ctx, eventIds)) {
    const payment = await findPayment(ctx, paymentId);
    if (payment?.purposeKind === "order" && isOpenPayment(payment.state)) {
      await checkOrderPayment(ctx, access, payment, "webhook");
    } else if (payment?.purposeKind === "invoice" && isOpenPayment(payment.state)) {
      await checkInvoicePayment(ctx, access, payment, "webhook");
    }
  }
  await markEventsApplied(ctx, eventIds);
};
