import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { refuseCrossOrigin } from "@/server/auth/check-origin";
import { logFailure } from "@/server/platform/log-failure";
import { readBody } from "@/server/platform/read-body";
import { openCallContext } from "./context";
import { appRouter } from "./root";

const batchMax = 20;
const bodyBytesMax = 1_000_000;

const answer = (request: Request): Promise<Response> =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => openCallContext(request.headers),
    maxBatchSize: batchMax,
    responseMeta: () => ({ headers: { "cache-control": "private, no-store" } }),
    onError: ({ error, ctx, path }) => {
      // With a context the procedure has logged it already.
      if (!ctx && error.code === "INTERNAL_SERVER_ERROR") {
        logFailure({ path: path ?? "", requestId: null, error: error.cause ?? error });
      }
    },
  });

export const answerQuery = answer;

/** Changes come from our own pages, and are small. */
export const answerMutation = async (request: Request): Promise<Response> => {
  const refused = refuseCrossOrigin(request);
  if (refused) return refused;
  const body = await readBody(request, bodyBytesMax);
  if (body === null) {
    const message = "What was sent is larger than 1 MB.";
    return Response.json({ code: "invalid_input", reason: "request.too_large", message }, { status: 413 });
  }
  return answer(new Request(request.url, { method: "POST", headers: request.headers, body }));
};
