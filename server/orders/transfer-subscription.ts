import { type Account, findAccountByReference, lockAccounts } from "@/server/accounts";
import { type TakenUp, takeUpSubscription } from "@/server/billing";
import { DomainError, localDayOf, type OrderId } from "@/server/kernel";
import { hashOf } from "@/server/kernel/hash";
import { inTransaction, makeId, requirePermission, type ServiceContext } from "@/server/platform";
import { handOver } from "@/server/subscriptions";
import { hasEnded } from "@/server/subscriptions/core";
import { requireNoOpenPayment } from "./change-subscription";
import { type FutureInvoice, futureOf } from "./decide-change";
import { insertOrder } from "./orders-store";

export type TransferInput = {
  readonly subscriptionId: string;
  /** ACC-000123: as people call the account. */
  readonly to: string;
};

export type PreviewedTransfer = {
  readonly taken: TakenUp;
  readonly to: Account;
  /** What the new owner is billed next, taxed as for them. */
  readonly future: readonly FutureInvoice[];
  readonly previewId: string;
};

/** What another owner would be billed: nothing is stored; placing takes the same way. */
export const previewTransfer = async (ctx: ServiceContext, input: TransferInput): Promise<PreviewedTransfer> => {
  requirePermission(ctx.actor, "subscriptions:change");
  const taken = await takeUpSubscription(ctx, input.subscriptionId);
  const to = await findAccountByReference(ctx, input.to);
  if (!to) throw refuse("account_unknown", `There is no account ${input.to}. Give its number, like ACC-000123.`);
  requireTransferable(taken, to);
  const future = futureOf(taken, taken.life, to);
  const previewId = hashOf({
    ...{ subscriptionId: input.subscriptionId, from: taken.stored.accountId, to: to.id },
    future: future.map(({ on, document }) => ({ on, totalMinor: document.total.minor })),
  });
  return { taken, to, future, previewId };
};

const refuse = (reason: string, message: string): DomainError =>
  new DomainError("conflict", `subscription.${reason}`, message, { field: "to" });

const requireTransferable = ({ stored, life }: TakenUp, to: Account): void => {
  if (hasEnded(life)) throw refuse("not_active", "This subscription has ended: order a new one.");
  if (stored.accountId === to.id) throw refuse("same_owner", "The subscription is this account's already.");
  if (stored.isSuspended) {
    throw refuse("in_dunning", "An invoice of this subscription was not paid. Settle it before it changes hands.");
  }
  if (stored.timeZone !== to.timeZone) {
    throw refuse(
      "other_zone",
      `Its periods are counted in ${stored.timeZone}, and those of ${to.reference} in ${to.timeZone}. Order a new one there.`,
    );
  }
};

/**
 * Gives a subscription to another account, from now on: what was billed and what waits to be billed stays the old
 * owner's, what comes is the new one's. Places what was previewed, or refuses.
 */
export const transferSubscription = (
  ctx: ServiceContext,
  input: TransferInput & { readonly previewId: string },
): Promise<OrderId> =>
  inTransaction(ctx, async (inner) => {
    const found = await previewTransfer(inner, input);
    const from = found.taken.stored.accountId;
    await lockAccounts(inner, [from, found.to.id]);
    await requireNoOpenPayment(inner, from, input.subscriptionId);
    // Read again under the locks: another change may have been placed meanwhile.
    const { taken, to, previewId } = await previewTransfer(inner, input);
    if (previewId !== input.previewId) {
      throw new DomainError(
        "conflict",
        "order.preview_stale",
        "The subscription has changed meanwhile. Look at the new amounts, then confirm.",
        { previewId },
      );
    }
    const { stored, now, basis, seller } = taken;
    const id: OrderId = makeId("ord");
    await insertOrder(inner, {
      id,
      accountId: to.id,
      sellerId: seller.id,
      draftId: null,
      currency: basis.currency,
      status: "completed",
      settlement: "on_account",
      draft: {
        buyer: { kind: to.kind, country: to.country, taxId: to.taxId },
        currency: basis.currency,
        actions: [],
        transfer: { subscriptionId: stored.id, fromAccountId: from },
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
    await handOver(inner, stored, { owner: to, at: now });
    return id;
  });
