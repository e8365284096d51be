import { lockAccount, openAccount, reviseUnusedAccount } from "@/server/accounts";
import { DomainError, type OrderId, type PaymentId } from "@/server/kernel";
import {
  createPayment,
  defaultGatewayName,
  findPaymentOfPurpose,
  giveMethodToken,
  isOpenPayment,
} from "@/server/payments";
import { inTransaction, makeId, recordAudit, type ServiceContext, type TransactionContext } from "@/server/platform";
import { holdCoupons } from "@/server/promotions";
import { toAccountDetails } from "./account-details";
import { completeOrder } from "./complete-order";
import type { OrderDraft } from "./core";
import { previewDraft, requireCodes } from "./judge-draft-codes";
import { findOrderOfDraft, insertOrder, lockDraft, lockOrder, type Order, saveOrder } from "./orders-store";
import type { PreviewedOrder } from "./preview-order";
import { type DraftContent, type PlaceOrderInput, placeOrderInput } from "./schemas";

export type PlacedOrder =
  | { readonly status: "completed"; readonly orderId: OrderId }
  | { readonly status: "awaiting_payment"; readonly orderId: OrderId; readonly paymentId: PaymentId };

const orderHours = 24;
const resumeMinutes = 30;

/**
 * Places what was previewed, or refuses: another preview id moves no money. What costs something is paid first, by one
 * open payment; what costs nothing completes at once. Placing the same checkout again gives the same order.
 */
export const placeOrder = (ctx: ServiceContext, input: PlaceOrderInput): Promise<PlacedOrder> => {
  const checked = placeOrderInput.parse(input);
  return inTransaction(ctx, async (inner) => {
    const draft = await lockDraft(inner, checked.draftId);
    const existing = await findOrderOfDraft(inner, draft.id);
    if (existing) {
      const account = await lockAccount(inner, existing.accountId);
      // Read again under the lock: its payment may have come in while this one stood in line.
      const order = await lockOrder(inner, existing.id);
      const standing = await standingOrder(inner, order, checked.methodToken);
      if (standing) return standing;
      const previewed = await agreedPreview(inner, draft.content, checked.previewId, order.id);
      await reviseUnusedAccount(inner, account.id, toAccountDetails(previewed, checked.buyer));
      const revised = await reviseOrder(inner, order, previewed);
      await holdCoupons(inner, couponsOf(revised));
      return askForMoney(inner, revised, previewed, checked.methodToken);
    }
    const previewed = await agreedPreview(inner, draft.content, checked.previewId, null);
    const account = await openAccount(inner, toAccountDetails(previewed, checked.buyer));
    const order = newOrder(inner, previewed, { accountId: account.id, draftId: draft.id });
    await insertOrder(inner, order);
    await holdCoupons(inner, couponsOf(order));
    await recordAudit(inner, { action: "orders:place", accountId: account.id, subjectIds: [order.id] });
    return askForMoney(inner, order, previewed, checked.methodToken);
  });
};

/** An order of this checkout that is paid, or being paid, already: the second payer gets the first one's result. */
const standingOrder = async (
  ctx: TransactionContext,
  order: Order,
  methodToken: string | null,
): Promise<PlacedOrder | null> => {
  if (order.status === "completed") return { status: "completed", orderId: order.id };
  if (order.status !== "awaiting_payment") return null;
  const payment = await findPaymentOfPurpose(ctx, { kind: "order", id: order.id });
  if (!payment || !isOpenPayment(payment.state)) return null;
  if (methodToken) await giveMethodToken(ctx, payment.id, methodToken);
  return { status: "awaiting_payment", orderId: order.id, paymentId: payment.id };
};

const couponsOf = ({ id, sellerId, draft }: Pick<Order, "id" | "sellerId" | "draft">) => ({
  orderId: id,
  sellerId,
  keys: draft.actions.flatMap((action) => action.coupons ?? []),
});

const agreedPreview = async (
  ctx: ServiceContext,
  content: DraftContent,
  previewId: string,
  orderId: string | null,
): Promise<PreviewedOrder> => {
  const { codes, previewed } = await previewDraft(ctx, content, orderId);
  requireCodes(codes);
  if (previewed.previewId === previewId) return previewed;
  throw new DomainError("conflict", "order.preview_stale", "The price has changed. Look at the new total, then pay.", {
    previewId: previewed.previewId,
    totalMinor: previewed.preview.document.total.minor.toString(),
    currency: previewed.preview.currency,
  });
};

/** The versions promised, so that a price published meanwhile changes nothing of this order. */
const withVersions = ({ draft, plan }: PreviewedOrder): OrderDraft => ({
  ...draft,
  currency: plan.currency,
  actions: draft.actions.map((action) => ({
    ...action,
    ratePlans: action.ratePlans.map((wanted) => {
      const sold = plan.ratePlans.find((one) => one.plan.key === wanted.key);
      return { ...wanted, version: sold?.plan.version ?? 1 };
    }),
  })),
});

type NewOrder = Omit<Order, "reference">;

const terms = (ctx: ServiceContext, previewed: PreviewedOrder) => ({
  draft: withVersions(previewed),
  currency: previewed.preview.currency,
  sellerId: previewed.seller.id,
  previewHash: previewed.previewId,
  effectiveOn: previewed.preview.effectiveOn,
  effectiveAt: previewed.plan.at.kind === "instant" ? previewed.plan.at.at : null,
  totalMinor: previewed.preview.document.total.minor,
  taxMinor: previewed.preview.document.tax.minor,
  status: "awaiting_payment" as const,
  failureReason: null,
  // A link's life is security time: it ends by the system's clock, also where business time stands still.
  resumableUntil: new Date(Date.now() + resumeMinutes * 60_000),
  expiresAt: new Date(ctx.now.getTime() + orderHours * 3_600_000),
});

export const newOrder = (
  ctx: ServiceContext,
  previewed: PreviewedOrder,
  of: Pick<Order, "accountId" | "draftId">,
): NewOrder => ({
  ...of,
  ...terms(ctx, previewed),
  id: makeId("ord"),
  settlement: previewed.preview.dueNow.minor === 0n ? "on_account" : "paid_first",
  placedAt: ctx.now,
  completedAt: null,
});

const reviseOrder = async (ctx: TransactionContext, order: Order, previewed: PreviewedOrder): Promise<NewOrder> => {
  const change = terms(ctx, previewed);
  await saveOrder(ctx, order.id, change);
  await recordAudit(ctx, { action: "orders:place_again", accountId: order.accountId, subjectIds: [order.id] });
  return { ...order, ...change };
};

const askForMoney = async (
  ctx: TransactionContext,
  order: NewOrder,
  previewed: PreviewedOrder,
  methodToken: string | null,
): Promise<PlacedOrder> => {
  if (order.totalMinor === 0n) {
    await completeOrder(ctx, order.id, null);
    return { status: "completed", orderId: order.id };
  }
  const paymentId = await createPayment(ctx, {
    accountId: order.accountId,
    sellerId: order.sellerId,
    currency: order.currency,
    amountMinor: order.totalMinor,
    gateway: defaultGatewayName,
    purpose: { kind: "order", id: order.id },
    methodToken,
    policyId: previewed.policy.id,
  });
  return { status: "awaiting_payment", orderId: order.id, paymentId };
};
