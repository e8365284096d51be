import { headers } from "next/headers";
import { cache } from "react";
import type { Actor, Permission, ServiceContext } from "@/server/platform";
import { requirePermission } from "@/server/platform";
import { readAccountChoice } from "./account-cookie";
import { findSignedIn } from "./find-signed-in";
import { orRefused } from "./or-refused";
import { type StaffActor, type SubscriberActor, staffActor, subscriberActor } from "./request-actor";
import { openContext } from "./service-context";
import { readSessionId } from "./session-cookie";

type ContextOf<Kind extends Actor> = ServiceContext & { readonly actor: Kind };

/** For pages that everyone may open. Reading the request first keeps a page from being rendered while building. */
export const publicContext = cache(async (): Promise<ServiceContext> => {
  await headers();
  return openContext();
});

/** Who sits there, or null; asked once a request. */
export const signedIn = cache(async () => findSignedIn(await publicContext(), await readSessionId(await headers())));

/** For every console page and layout: layouts are not rendered again on the way from page to page. */
export const staffContext = async (permission?: Permission): Promise<ContextOf<StaffActor>> =>
  orRefused(async () => {
    const actor = staffActor(await signedIn());
    if (permission) requirePermission(actor, permission);
    return { ...(await publicContext()), actor };
  });

/** For every page and layout of My Account. */
export const subscriberContext = async (): Promise<ContextOf<SubscriberActor>> =>
  orRefused(async () => {
    const actor = subscriberActor(await signedIn(), readAccountChoice(await headers()));
    return { ...(await publicContext()), actor };
  });
