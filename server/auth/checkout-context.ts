import { isDomainError } from "@/server/kernel";
import type { StoredDraft } from "@/server/orders";
import { findOrderDraftId, openDraft } from "@/server/orders";
import type { ServiceContext } from "@/server/platform";
import { readAccountChoice } from "./account-cookie";
import { readCheckoutToken } from "./checkout-cookies";
import { findSignedIn } from "./find-signed-in";
import { subscriberActor } from "./request-actor";
import { openContext } from "./service-context";
import { readSessionId } from "./session-cookie";

export type CheckoutAccess = { readonly ctx: ServiceContext; readonly draft: StoredDraft };

/** For the browser that holds this checkout's token; to any other it does not exist. */
export const openCheckout = async (headers: Headers, draftId: string): Promise<CheckoutAccess> => {
  const ctx = await openContext();
  const draft = await openDraft(ctx, draftId, readCheckoutToken(headers, draftId));
  return { ctx: { ...ctx, actor: { kind: "shopper", draftId: draft.id } }, draft };
};

/** For an order's own page: the browser that paid it acts as its holder, anyone signed in as who they are. */
export const orderContext = async (headers: Headers, orderId: string): Promise<ServiceContext> => {
  const ctx = await openContext();
  const draftId = await findOrderDraftId(ctx, orderId);
  const token = draftId && readCheckoutToken(headers, draftId);
  if (draftId && token && (await isHolder(ctx, draftId, token))) {
    return { ...ctx, actor: { kind: "holder", orderId: orderId as `ord_${string}` } };
  }
  const signedIn = await findSignedIn(ctx, await readSessionId(headers));
  const isSubscriber = signedIn !== null && signedIn.memberships.length > 0;
  return isSubscriber ? { ...ctx, actor: subscriberActor(signedIn, readAccountChoice(headers)) } : ctx;
};

const isHolder = async (ctx: ServiceContext, draftId: string, token: string): Promise<boolean> => {
  try {
    await openDraft(ctx, draftId, token);
    return true;
  } catch (error) {
    if (isDomainError(error)) return false;
    throw error;
  }
};
