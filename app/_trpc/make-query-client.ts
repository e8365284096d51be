import { defaultShouldDehydrateQuery, QueryCache, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import superjson from "superjson";

const staleMs = 30_000;
const retriesMax = 2;

// On the server a page would wait for the pauses between tries.
const isOnServer = typeof window === "undefined";

/** A refusal stays one when it is asked again; only what failed on the way, or on our side, is worth another try. */
const isWorthRetrying = (failures: number, error: Error): boolean => {
  const status = error instanceof TRPCClientError ? Number(error.data?.httpStatus ?? 503) : 503;
  return status >= 500 && failures < retriesMax;
};

export const makeQueryClient = (queryCache = new QueryCache()): QueryClient =>
  new QueryClient({
    queryCache,
    defaultOptions: {
      queries: { staleTime: staleMs, retry: isOnServer ? false : isWorthRetrying },
      dehydrate: {
        serializeData: superjson.serialize,
        // Pages do not wait for what they prefetch: it is sent as a promise and arrives with the stream.
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
