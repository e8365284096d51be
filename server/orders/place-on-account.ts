import { getAccount, lockAccount } from "@/server/accounts";
import { DomainError, invariant, type OrderId } from "@/server/kernel";
import { inTransaction, makeId, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import { checkTaxId } from "@/server/tax/core";
import { channelOf } from "./channel-of";
import { completeAsPreviewed } from "./complete-order";
import type { OrderDraft } from "./core";
import { insertOrder } from "./orders-store";
import { newOrder } from "./place-order";
import { type PreviewedOrder, previewOrder } from "./preview-order";

export type OnAccount = {
  readonly accountId: string;
  readonly actions: OrderDraft["actions"];
  /** The seller, where it is not the one of the account's country. */
  readonly sellerKey?: string;
};

export type PlaceOnAccount = OnAccount & {
  /** Of the preview that was agreed to. */
  readonly previewId: string;
};

/** What an account of ours would order: its own country, kind and tax id, in its own currency. */
export const previewOnAccount = async (
  ctx: ServiceContext,
  { accountId, actions, sellerKey }: OnAccount,
): Promise<PreviewedOrder> => {
  requirePermission(ctx.actor, "orders:place");
  const account = await lockAccount(ctx, accountId);
  const taxId = account.taxId && checkTaxId(account.taxId, account.country).status !== "invalid" ? account.taxId : null;
  const { kind, country, statedTaxPercent, segment, timeZone, currency, billingDay } = account;
  return previewOrder(ctx, {
    buyer: { kind, country, taxId, statedTaxPercent, segment },
    currency,
    timeZone,
    channel: channelOf(ctx.actor),
    ...(sellerKey === undefined ? {} : { sellerKey }),
    actions: actions.map((action) => ({
      ...action,
      billingDay: action.billingDay === undefined ? billingDay : action.billingDay,
    })),
  });
};

/**
 * Places an order of an account that is known, on account: it is changed, posted, numbered and booked in one
 * transaction, due after the account's net days; collecting it follows. Another preview id places nothing.
 */
export const placeOnAccount = (ctx: ServiceContext, input: PlaceOnAccount): Promise<OrderId> =>
  inTransaction(ctx, async (inner) => {
    const previewed = await previewOnAccount(inner, input);
    if (previewed.previewId !== input.previewId) {
      throw new DomainError(
        "conflict",
        "order.preview_stale",
        "The price has changed. Look at the new total, then order.",
        {
          previewId: previewed.previewId,
        },
      );
    }
    const id: OrderId = makeId("ord");
    const { accountId } = input;
    const placed = newOrder(inner, previewed, { accountId, draftId: null });
    invariant(placed.status === "awaiting_payment", "An order waits until it is completed.");
    const order = { ...placed, id, settlement: "on_account" as const };
    await insertOrder(inner, order);
    await recordAudit(inner, { action: "orders:place", accountId, subjectIds: [id] });
    const account = await getAccount(inner, accountId);
    await completeAsPreviewed(inner, { order, account, previewed, payment: null });
    return id;
  });
