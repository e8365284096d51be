import type { ServiceContext } from "@/server/platform";
import { readAccountChoice } from "./account-cookie";
import { findSignedIn } from "./find-signed-in";
import { type SubscriberActor, staffActor, subscriberActor } from "./request-actor";
import { openContext } from "./service-context";
import { readSessionId } from "./session-cookie";

/** For route handlers of My Account: they answer by status, where pages would redirect. */
export const subscriberRequestContext = async (
  headers: Headers,
): Promise<ServiceContext & { readonly actor: SubscriberActor }> => {
  const ctx = await openContext();
  const signedIn = await findSignedIn(ctx, await readSessionId(headers));
  return { ...ctx, actor: subscriberActor(signedIn, readAccountChoice(headers)) };
};

export const staffRequestContext = async (headers: Headers): Promise<ServiceContext> => {
  const ctx = await openContext();
  return { ...ctx, actor: staffActor(await findSignedIn(ctx, await readSessionId(headers))) };
};
