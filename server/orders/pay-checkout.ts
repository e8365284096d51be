import { findPaymentOfPurpose, type GatewayAccess, getPayment, isOpenPayment, type Payment } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { findOrderOfDraft } from "./orders-store";
import { checkOrderPayment, paymentDescription, payOrder, returnUrlOf } from "./pay-order";
import { placeOrder } from "./place-order";
import { type CheckoutState, readCheckoutState } from "./read-checkout";
import type { PlaceOrderInput } from "./schemas";

export type PayCheckoutInput = PlaceOrderInput & { readonly patienceMs: number };

/**
 * Places and pays a checkout. An answer that takes longer than the patience is not waited for: the state then says that
 * the payment is being checked, while the call runs on and settles by itself.
 */
export const payCheckout = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  input: PayCheckoutInput,
  onLateError: (error: unknown) => void,
): Promise<CheckoutState> => {
  const { patienceMs, ...order } = input;
  const placed = await placeOrder(ctx, order);
  if (placed.status === "completed") return { kind: "paid", orderId: placed.orderId };
  const paying = payOrder(ctx, access, placed.paymentId).catch(onLateError);
  await Promise.race([paying, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  return readCheckoutState(ctx, order.draftId);
};

/** Asks the gateway about a checkout whose payment is open, and says where it stands now. */
export const refreshCheckout = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  draftId: string,
): Promise<CheckoutState> => {
  const payment = await findOpenPayment(ctx, draftId);
  if (payment && !isInFlight(payment)) await checkOrderPayment(ctx, access, payment);
  return readCheckoutState(ctx, draftId);
};

/** Gives up a challenge at the bank, so that the payer can take another card. One approved meanwhile stays paid. */
export const cancelCheckoutPayment = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  draftId: string,
): Promise<CheckoutState> => {
  const payment = await findOpenPayment(ctx, draftId);
  if (payment?.state === "requires_action" && payment.gatewayChargeId) {
    await access.gateway.cancel(payment.gatewayChargeId);
  }
  return refreshCheckout(ctx, access, draftId);
};

const findOpenPayment = async (ctx: ServiceContext, draftId: string): Promise<Payment | null> => {
  const order = await findOrderOfDraft(ctx, draftId);
  const payment = order && (await findPaymentOfPurpose(ctx, { kind: "order", id: order.id }));
  return payment && isOpenPayment(payment.state) ? payment : null;
};

// The request that called the gateway is still waiting for it; a second call under the same key would wait beside it.
const isInFlight = (payment: Payment): boolean =>
  payment.state === "submitted" && payment.checkAfter !== null && payment.checkAfter > new Date();

/** Opens the gateway's own page for a payer without scripts, and answers with its address. */
export const openHostedPayment = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  input: Omit<PlaceOrderInput, "methodToken">,
): Promise<{ readonly url: string }> => {
  const placed = await placeOrder(ctx, { ...input, methodToken: null });
  if (placed.status === "completed") return { url: `${access.appOrigin}/welcome/${placed.orderId}` };
  const payment = await getPayment(ctx, placed.paymentId);
  return access.gateway.openHostedSession({
    paymentId: payment.id,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    description: paymentDescription,
    returnUrl: returnUrlOf(access, placed.orderId),
    cancelUrl: `${access.appOrigin}/checkout/${input.draftId}`,
  });
};
