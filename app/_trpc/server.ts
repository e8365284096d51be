import "server-only";
import type { FetchQueryOptions, QueryKey } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache } from "react";
import { orRefused } from "@/server/auth/or-refused";
import { publicContext, signedIn } from "@/server/auth/request-context";
import { DomainError } from "@/server/kernel";
import type { CallContext } from "@/server/trpc/context";
import { appRouter } from "@/server/trpc/root";
import { makeQueryClient } from "./make-query-client";

const getQueryClient = cache(() => makeQueryClient());

const callContext = cache(
  async (): Promise<CallContext> => ({ ...(await publicContext()), headers: await headers(), findCaller: signedIn }),
);

/** The routers, called in this process with the page's own request. */
export const trpc = createTRPCOptionsProxy({ ctx: callContext, router: appRouter, queryClient: getQueryClient });

type Options<Data, Failure, Key extends QueryKey> = FetchQueryOptions<Data, Failure, Data, Key>;

/** Loads what decides whether there is a page at all: what is refused becomes the page that says so. */
export const fetchForPage = <Data, Failure, Key extends QueryKey>(
  options: Options<Data, Failure, Key>,
): Promise<Data> =>
  orRefused(async () => {
    try {
      return await getQueryClient().fetchQuery(options);
    } catch (error) {
      throw error instanceof TRPCError && error.cause instanceof DomainError ? error.cause : error;
    }
  });
