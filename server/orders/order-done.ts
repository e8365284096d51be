import type { Account } from "@/server/accounts";
import type { TakenUp } from "@/server/billing";
import { localDayOf } from "@/server/kernel";
import { makeId, type TransactionContext } from "@/server/platform";
import type { OrderDraft } from "./core";
import type { Order } from "./orders-store";

type Done = { readonly taken: TakenUp; readonly account: Account; readonly previewId: string };

/** An order on a subscription that is carried out as it is placed, on account of whom it is billed to, and costs nothing. */
export const orderDone = (
  ctx: TransactionContext,
  { taken: { seller, basis, now }, account, previewId }: Done,
  asked: Pick<OrderDraft, "change" | "transfer" | "channel">,
): Omit<Order, "reference"> => ({
  id: makeId("ord"),
  accountId: account.id,
  sellerId: seller.id,
  draftId: null,
  currency: basis.currency,
  status: "completed",
  settlement: "on_account",
  draft: {
    buyer: { kind: account.kind, country: account.country, taxId: account.taxId },
    currency: basis.currency,
    actions: [],
    ...asked,
  },
  previewHash: previewId,
  effectiveOn: localDayOf(now, basis.zone),
  effectiveAt: now.kind === "instant" ? now.at : null,
  totalMinor: 0n,
  taxMinor: 0n,
  failureReason: null,
  resumableUntil: null,
  placedAt: ctx.now,
  completedAt: ctx.now,
  expiresAt: ctx.now,
});
