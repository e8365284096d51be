"use server";

import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { accountChoiceName } from "./account-cookie";
import { signOut } from "./auth";
import { isSameOrigin } from "./check-origin";
import { revokeSession } from "./revoke-session";
import { openContext } from "./service-context";
import { readSessionId } from "./session-cookie";

/** For the sign-out buttons of My Account and the console. */
export async function signOutHere(): Promise<void> {
  const sent = await headers();
  if (!isSameOrigin(sent)) forbidden();
  // Before next-auth forgets the cookie: should the row not end, nobody is told that they are signed out.
  const sessionId = await readSessionId(sent);
  if (sessionId) await revokeSession(await openContext(), sessionId);
  await signOut({ redirect: false });
  (await cookies()).delete(accountChoiceName);
  redirect("/sign-in");
}
