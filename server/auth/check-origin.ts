import { DomainError } from "@/server/kernel";
import { env } from "@/server/platform/env";

/**
 * Whether a request that changes something was sent by a page of ours. A browser always says where a request comes
 * from, and no page can make it say something else; a program that is not a browser has to name the origin itself.
 */
export const isSameOrigin = (headers: Headers): boolean => {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  const origin = headers.get("origin");
  return origin !== null && URL.canParse(origin) && new URL(origin).host === new URL(env().APP_ORIGIN).host;
};

export const checkOrigin = (headers: Headers): void => {
  if (isSameOrigin(headers)) return;
  throw new DomainError("forbidden", "request.cross_origin", "This can only be sent from a page of this site.");
};

/** For route handlers: the answer to give instead of working, or null when the request may go on. */
export const refuseCrossOrigin = (request: Request): Response | null =>
  isSameOrigin(request.headers)
    ? null
    : Response.json(
        {
          code: "forbidden",
          reason: "request.cross_origin",
          message: "This can only be sent from a page of this site.",
        },
        { status: 403 },
      );
