import { DomainError, type OrderId } from "@/server/kernel";
import { createPayment, type GatewayAccess, getPayment, listDefaultMethods } from "@/server/payments";
import { inTransaction, recordAudit, type ServiceContext, type TransactionContext } from "@/server/platform";
import { applyChange, orderOfChange } from "./apply-change";
import { decidePromised, type PromisedChange } from "./change-subscription";
import { type PreviewedChange, waits } from "./decide-change";
import { getOrder, insertOrder, type OrderStatus } from "./orders-store";
import { checkOrderPayment, payOrder } from "./pay-order";

export type GatedChange = {
  readonly orderId: OrderId;
  /**
   * Checking: nobody knows yet whether the money came; the subscription takes no other change until that is known.
   * Overtaken: it came, and the subscription had changed by then; the money is kept unapplied.
   */
  readonly status: "placed" | "declined" | "checking" | "overtaken";
};

const orderHours = 24;

/**
 * Places a change that takes effect only if the card on file pays for it at once: declined, nothing has changed and
 * nothing is owed. What costs nothing takes effect at once. A bank that wants to ask the card's holder is a refusal.
 */
export const placeGatedChange = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  input: PromisedChange,
): Promise<GatedChange> => {
  const intent = await inTransaction(ctx, (inner) => recordIntent(inner, access, input));
  if (intent.paymentId === null) return { orderId: intent.orderId, status: "placed" };
  await payOrder(ctx, access, intent.paymentId);
  await giveUpChallenge(ctx, access, intent.paymentId);
  return { orderId: intent.orderId, status: await statusOf(ctx, intent.orderId) };
};

const statusOf = async (ctx: ServiceContext, orderId: string): Promise<GatedChange["status"]> =>
  statuses[(await getOrder(ctx, orderId)).status];

const statuses = {
  completed: "placed",
  awaiting_payment: "checking",
  payment_failed: "declined",
  expired: "declined",
  canceled: "overtaken",
} as const satisfies Record<OrderStatus, GatedChange["status"]>;

/** Nobody is there to answer the bank: the charge is called back, and what the gateway then says counts. */
const giveUpChallenge = async (ctx: ServiceContext, access: GatewayAccess, paymentId: string): Promise<void> => {
  const payment = await getPayment(ctx, paymentId);
  if (payment.state !== "requires_action" || !payment.gatewayChargeId) return;
  await access.gateway.cancel(payment.gatewayChargeId);
  await checkOrderPayment(ctx, access, payment);
};

type Intent = { readonly orderId: OrderId; readonly paymentId: string | null };

const recordIntent = async (ctx: TransactionContext, access: GatewayAccess, input: PromisedChange): Promise<Intent> => {
  const previewed = await decidePromised(ctx, input);
  requireNow(previewed);
  requireBilledNow(previewed);
  if (previewed.dueNowMinor === 0n) {
    return { orderId: (await applyChange(ctx, input, previewed)).orderId, paymentId: null };
  }
  const order = {
    ...orderOfChange(ctx, input, previewed),
    status: "awaiting_payment" as const,
    settlement: "paid_first" as const,
    completedAt: null,
    expiresAt: new Date(ctx.now.getTime() + orderHours * 3_600_000),
  };
  const { account, taken } = previewed;
  const method = (await listDefaultMethods(ctx, [account.id])).get(account.id);
  if (!method) {
    throw new DomainError(
      "invalid_state",
      "payment_method.none",
      "The account has no card on file. Place the change without payment first, or let the subscriber add a card.",
      { field: "gated" },
    );
  }
  await insertOrder(ctx, order);
  await recordAudit(ctx, { action: "orders:place", accountId: account.id, subjectIds: [order.id] });
  const paymentId = await createPayment(ctx, {
    accountId: account.id,
    sellerId: taken.seller.id,
    currency: taken.basis.currency,
    amountMinor: previewed.dueNowMinor,
    gateway: access.gateway.name,
    purpose: { kind: "order", id: order.id },
    methodToken: null,
    savedMethodId: method.gatewayMethodId,
    policyId: taken.policy.id,
  });
  return { orderId: order.id, paymentId };
};

const requireBilledNow = ({ taken: { policy } }: PreviewedChange): void => {
  const { ordersBilled, changesBilled } = policy.documents;
  if (ordersBilled === "with_order" && changesBilled === "now") return;
  throw new DomainError(
    "invalid_state",
    "subscription.gated_not_billed",
    "By the policy of this subscription a change is billed later, and there is nothing to pay now. Do not wait for a payment.",
    { field: "gated" },
  );
};

const requireNow = ({ taken, planned }: PreviewedChange): void => {
  if (!waits(taken, planned)) return;
  throw new DomainError(
    "invalid_input",
    "subscription.gated_later",
    "Only a change that takes effect now can wait for its payment. Let it take effect now, or do not wait.",
    { field: "gated" },
  );
};
