import { cookies } from "next/headers";
import { DomainError } from "@/server/kernel";
import { RefusedSignIn, signIn } from "./auth";
import { findSignedIn, type SignedIn } from "./find-signed-in";
import { openContext } from "./service-context";
import { readSessionId, sessionCookieName } from "./session-cookie";

type Credentials = {
  readonly code: { readonly email: string; readonly code: string };
  readonly link: { readonly token: string };
  readonly "demo-password": { readonly email: string; readonly password: string };
};

/** For server actions: gives this browser a session, or throws the verb's refusal. */
export const signInHere = async <Way extends keyof Credentials>(
  way: Way,
  credentials: Credentials[Way],
): Promise<SignedIn> => {
  try {
    await signIn(way, { ...credentials, redirect: false });
  } catch (error) {
    throw error instanceof RefusedSignIn ? error.refusal : error;
  }
  const signedIn = await findSignedIn(await openContext(), await readNewSessionId());
  if (!signedIn) throw new DomainError("unauthenticated", "sign_in.failed", "Signing in did not work.");
  return signedIn;
};

/** From the cookies about to be sent, which the request's own headers do not have yet. */
const readNewSessionId = async (): Promise<string | null> => {
  const name = sessionCookieName();
  const value = (await cookies()).get(name)?.value ?? "";
  return readSessionId(new Headers({ cookie: `${name}=${value}` }));
};
