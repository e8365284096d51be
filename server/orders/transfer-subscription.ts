import { type Account, findAccountByReference, lockAccounts } from "@/server/accounts";
import { type TakenUp, takeUpSubscription } from "@/server/billing";
import { DomainError, type OrderId } from "@/server/kernel";
import { hashOf } from "@/server/kernel/hash";
import { inTransaction, requirePermission, type ServiceContext } from "@/server/platform";
import { getOwnerOf, handOver } from "@/server/subscriptions";
import { hasEnded } from "@/server/subscriptions/core";
import { requireNoOpenPayment, requirePromised } from "./change-subscription";
import { type FutureInvoice, futureOf } from "./decide-change";
import { orderDone } from "./order-done";
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
  const to = await getTaker(ctx, input.to);
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

const getTaker = async (ctx: ServiceContext, reference: string): Promise<Account> => {
  const account = await findAccountByReference(ctx, reference);
  if (account) return account;
  throw refuse("account_unknown", `There is no account ${reference}. Give its number, like ACC-000123.`);
};

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
    requirePermission(ctx.actor, "subscriptions:change");
    const from = await getOwnerOf(inner, input.subscriptionId);
    const other = await getTaker(inner, input.to);
    await lockAccounts(inner, [from, other.id]);
    await requireNoOpenPayment(inner, from, input.subscriptionId);
    const { taken, to, previewId } = await previewTransfer(inner, input);
    requirePromised(previewId, input.previewId);
    const transfer = { subscriptionId: taken.stored.id, fromAccountId: from };
    const order = orderDone(inner, { taken, account: to, previewId }, { transfer });
    await insertOrder(inner, order);
    await handOver(inner, taken.stored, { owner: to, at: taken.now });
    return order.id;
  });
