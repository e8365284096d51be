import { encode, getToken } from "next-auth/jwt";
import { env } from "@/server/platform/env";
import { sessionDaysMax } from "./core";

export const isOnHttps = (): boolean => env().APP_ORIGIN.startsWith("https:");

export const sessionCookieName = (): string => `${isOnHttps() ? "__Secure-" : ""}authjs.session-token`;

export const sessionMaxAgeSeconds = sessionDaysMax * 86_400;

/** The id in the cookie, which says nothing about whether that session still stands. */
export const readSessionId = async (headers: Headers): Promise<string | null> => {
  const name = sessionCookieName();
  // Cookies only: the reader would also take a bearer token, and those are for API keys.
  const cookies = new Headers({ cookie: headers.get("cookie") ?? "" });
  const token = await getToken({
    req: { headers: cookies },
    secret: env().AUTH_SECRET,
    cookieName: name,
    salt: name,
    secureCookie: isOnHttps(),
  });
  return typeof token?.sid === "string" ? token.sid : null;
};

/** The cookie of a session as a browser would send it back. */
export const sealSessionCookie = async (sessionId: string): Promise<{ name: string; value: string }> => {
  const name = sessionCookieName();
  const secret = env().AUTH_SECRET;
  const value = await encode({ token: { sid: sessionId }, secret, salt: name, maxAge: sessionMaxAgeSeconds });
  return { name, value };
};
