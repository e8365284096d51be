import { getAccount, lockAccount } from "@/server/accounts";
import { takeUpSubscription } from "@/server/billing";
import { DomainError } from "@/server/kernel";
import { inTransaction, requirePermission, type ServiceContext, type TransactionContext } from "@/server/platform";
import { getOwnerOf } from "@/server/subscriptions";
import { applyChange, type PlacedChange } from "./apply-change";
import { type ChangeConvention, conventionsBeside } from "./core";
import {
  type ChangeInput,
  decideChange,
  loadChangeGround,
  movesBoundaries,
  type PreviewedChange,
  waits,
} from "./decide-change";
import { hasOrderAwaitingPayment } from "./orders-store";

export type { PlacedChange } from "./apply-change";
export type { ChangeInput, PreviewedChange } from "./decide-change";

/** What a change would do and cost: nothing is stored; placing takes the same way. */
export const previewChange = async (ctx: ServiceContext, input: ChangeInput): Promise<PreviewedChange> => {
  requirePermission(ctx.actor, "subscriptions:change");
  const taken = await takeUpSubscription(ctx, input.subscriptionId);
  const account = await getAccount(ctx, taken.stored.accountId);
  return decideChange(ctx, input, await loadChangeGround(ctx, input, taken, account));
};

export type ComparedChange = Pick<PreviewedChange, "document" | "dueNowMinor"> & {
  readonly convention: ChangeConvention;
};

/** What a previewed change would come to by each convention that the policy does not have; nothing of one that waits. */
export const compareConventions = async (
  ctx: ServiceContext,
  input: ChangeInput,
  { account, taken, planned }: PreviewedChange,
): Promise<ComparedChange[]> => {
  requirePermission(ctx.actor, "subscriptions:change");
  if (waits(taken, planned)) return [];
  const ground = await loadChangeGround(ctx, input, taken, account);
  const compared: ComparedChange[] = [];
  for (const convention of conventionsBeside(taken.policy.service, input.action.action === "cancel")) {
    if (convention === "seconds" && movesBoundaries(taken, planned)) continue;
    const { document, dueNowMinor } = await decideChange(ctx, { ...input, convention }, ground);
    compared.push({ convention, document, dueNowMinor });
  }
  return compared;
};

export type PromisedChange = ChangeInput & { readonly previewId: string };

/** Decides a change again under the lock of its account. Refuses while another one waits for its payment. */
const decideLocked = async (ctx: TransactionContext, input: ChangeInput): Promise<PreviewedChange> => {
  requirePermission(ctx.actor, "subscriptions:change");
  const account = await lockAccount(ctx, await getOwnerOf(ctx, input.subscriptionId));
  await requireNoOpenPayment(ctx, account.id, input.subscriptionId);
  const taken = await takeUpSubscription(ctx, input.subscriptionId);
  if (taken.stored.accountId === account.id) {
    return decideChange(ctx, input, await loadChangeGround(ctx, input, taken, account));
  }
  throw new DomainError(
    "conflict",
    "subscription.changed_hands",
    "The subscription has just changed hands. Open it anew.",
    {
      field: "subscription",
    },
  );
};

/** Refuses while a change of the subscription waits for the outcome of its payment. */
export const requireNoOpenPayment = async (
  ctx: TransactionContext,
  accountId: string,
  subscriptionId: string,
): Promise<void> => {
  if (!(await hasOrderAwaitingPayment(ctx, accountId, subscriptionId))) return;
  throw new DomainError(
    "conflict",
    "order.awaiting_payment",
    "A change of this subscription waits for its payment. Change it once that is settled.",
    { field: "subscription" },
  );
};

/** Refuses where what was promised is not what it comes to now. */
export const requirePromised = (previewId: string, promisedId: string): void => {
  if (previewId === promisedId) return;
  throw new DomainError(
    "conflict",
    "order.preview_stale",
    "The subscription has changed meanwhile. Look at the new amounts, then confirm.",
    { previewId },
  );
};

/** The same, or a refusal where the preview is not what was promised. */
export const decidePromised = async (ctx: TransactionContext, input: PromisedChange): Promise<PreviewedChange> => {
  const previewed = await decideLocked(ctx, input);
  requirePromised(previewed.previewId, input.previewId);
  return previewed;
};

/** Places what was previewed, or refuses: another preview id changes nothing. */
export const placeChange = (ctx: ServiceContext, input: PromisedChange): Promise<PlacedChange> =>
  inTransaction(ctx, async (inner) => applyChange(inner, input, await decidePromised(inner, input)));

/** The same without a promise to keep: for the system, which shows nobody a preview. */
export const changeSubscription = (ctx: ServiceContext, input: ChangeInput): Promise<PlacedChange> =>
  inTransaction(ctx, async (inner) => applyChange(inner, input, await decideLocked(inner, input)));
