import type { SignedIn } from "@/server/auth/find-signed-in";
import { findSignedIn } from "@/server/auth/find-signed-in";
import { openContext } from "@/server/auth/service-context";
import { readSessionId } from "@/server/auth/session-cookie";
import type { ServiceContext } from "@/server/platform";

export type CallContext = Omit<ServiceContext, "atEnd" | "news"> & {
  readonly headers: Headers;
  /** Asked for by the procedures that need it, once for all calls of a batch. */
  readonly findCaller: () => Promise<SignedIn | null>;
};

export const openCallContext = async (headers: Headers): Promise<CallContext> => {
  const ctx = await openContext();
  let caller: Promise<SignedIn | null> | null = null;
  const ask = async () => findSignedIn(ctx, await readSessionId(headers));
  return {
    ...ctx,
    headers,
    findCaller: () => {
      caller ??= ask();
      return caller;
    },
  };
};
