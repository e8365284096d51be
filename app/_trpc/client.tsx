"use client";

import { QueryCache, type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import { signInPath } from "@/server/auth/core";
import type { AppRouter } from "@/server/trpc/root";
import { makeQueryClient } from "./make-query-client";

const { TRPCProvider: ContextProvider, useTRPC } = createTRPCContext<AppRouter>();

export { useTRPC };

const batchMax = 20;
const urlLengthMax = 4_000;

const makeClient = () =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({ url: "/api/trpc", transformer: superjson, maxItems: batchMax, maxURLLength: urlLengthMax }),
    ],
  });

/** A page that only reads goes to sign in and comes back; a form that was being filled in keeps what it holds. */
const leaveIfSignedOut = (error: Error): void => {
  if (!(error instanceof TRPCClientError) || error.data?.httpStatus !== 401) return;
  const { pathname, search } = window.location;
  window.location.assign(signInPath(pathname + search));
};

let inBrowser: { readonly owner: string; readonly client: QueryClient } | undefined;

/** One a tab as long as the same person sits there; on the server one a request. Nobody sees another's answers. */
const getQueryClient = (owner: string): QueryClient => {
  if (typeof window === "undefined") return makeQueryClient();
  if (inBrowser?.owner !== owner) {
    inBrowser = { owner, client: makeQueryClient(new QueryCache({ onError: leaveIfSignedOut })) };
  }
  return inBrowser.client;
};

type TRPCProviderProps = {
  /** Whose answers are kept: the user, and the account they act for. */
  owner: string;
  children: ReactNode;
};

/** For the layouts of My Account and the console; the storefront has no such client. */
export function TRPCProvider({ owner, children }: TRPCProviderProps) {
  const queryClient = getQueryClient(owner);
  const [trpcClient] = useState(makeClient);
  return (
    <QueryClientProvider client={queryClient}>
      <ContextProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </ContextProvider>
    </QueryClientProvider>
  );
}
