import {
  checkInvoicePayment,
  findPayment,
  type GatewayAccess,
  isOpenPayment,
  listPaymentIdsOfEvents,
  markEventsApplied,
  type Payment,
} from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { checkOrderPayment } from "./pay-order";

// One that was given up for another payer's may have been approved at the bank all the same.
const mayStillSucceed = ({ state }: Payment): boolean => isOpenPayment(state) || state === "canceled";

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
    } else if (payment?.purposeKind === "invoice" && mayStillSucceed(payment)) {
      await checkInvoicePayment(ctx, access, payment, "webhook");
    }
  }
  await markEventsApplied(ctx, eventIds);
};
