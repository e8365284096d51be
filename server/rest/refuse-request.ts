import type { RefusalBody } from "./usage-events-schemas";

export const noStore = { "cache-control": "no-store" };

type Because = Omit<RefusalBody, "field"> & { readonly field?: string };

/** The answer to a request of which nothing was done: what is wrong, and what to do. */
export const refuseRequest = (status: number, because: Because, headers: Record<string, string> = {}): Response => {
  const { code, field = null, message, remedy } = because;
  return Response.json({ code, field, message, remedy } satisfies RefusalBody, {
    status,
    headers: { ...noStore, ...headers },
  });
};
