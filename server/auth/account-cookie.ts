import { readCookie } from "./core";
import { isOnHttps } from "./session-cookie";

export const accountChoiceName = "account";

/** Which of their accounts this browser's user wants to act for: a wish, checked against the memberships. */
export const readAccountChoice = (headers: Headers): string | null =>
  readCookie(headers.get("cookie"), accountChoiceName);

export const accountChoiceCookie = (accountId: string) =>
  ({
    name: accountChoiceName,
    value: accountId,
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: isOnHttps(),
    maxAge: 365 * 86_400,
  }) as const;
