import { readCookie } from "./core";
import { isOnHttps } from "./session-cookie";

const maxAgeSeconds = 30 * 86_400;

export const checkoutCookieName = (draftId: string): string => `checkout_${draftId}`;

/** The cookie by which a browser shows that it may see, change and pay this checkout. */
export const checkoutCookie = (draftId: string, token: string) =>
  ({
    name: checkoutCookieName(draftId),
    value: token,
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: isOnHttps(),
    maxAge: maxAgeSeconds,
  }) as const;

export const readCheckoutToken = (headers: Headers, draftId: string): string | null =>
  readCookie(headers.get("cookie"), checkoutCookieName(draftId));
