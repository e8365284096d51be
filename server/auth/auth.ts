import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { DomainError } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { env } from "@/server/platform/env";
import { authLogger } from "./auth-logger";
import { findSignedIn } from "./find-signed-in";
import { networkAddressOf } from "./network-address";
import type { OpenedSession } from "./open-session";
import { redeemSignInCode } from "./redeem-sign-in-code";
import { redeemSignInLink } from "./redeem-sign-in-link";
import { revokeSession } from "./revoke-session";
import { openContext } from "./service-context";
import { isOnHttps, readSessionId, sessionCookieName, sessionMaxAgeSeconds } from "./session-cookie";
import { isDemoSignInOn, signInWithDemoPassword } from "./sign-in-with-demo-password";

declare module "next-auth" {
  interface User {
    sessionId?: string;
  }
}

/** A refusal of ours on its way through next-auth, which knows no others. */
export class RefusedSignIn extends CredentialsSignin {
  constructor(readonly refusal: DomainError) {
    super(refusal.message);
    this.code = refusal.reason;
  }
}

type Credential = Partial<Record<string, unknown>>;
type Caller = { readonly networkAddress: string; readonly replaces: string | null };
type Verb = (ctx: ServiceContext, credential: Credential, caller: Caller) => Promise<OpenedSession>;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const provider = (id: string, fields: readonly string[], verb: Verb) =>
  Credentials({
    id,
    credentials: Object.fromEntries(fields.map((field) => [field, {}])),
    authorize: async (credential, request) => {
      const caller = {
        networkAddress: networkAddressOf(request.headers),
        replaces: await readSessionId(request.headers),
      };
      try {
        const { userId, sessionId } = await verb(await openContext(), credential, caller);
        return { id: userId, sessionId };
      } catch (error) {
        throw error instanceof DomainError ? new RefusedSignIn(error) : error;
      }
    },
  });

const code = provider("code", ["email", "code"], (ctx, { email, code: typed }, caller) =>
  redeemSignInCode(ctx, { ...caller, email: text(email), code: text(typed) }),
);

const link = provider("link", ["token"], (ctx, { token }, caller) =>
  redeemSignInLink(ctx, { ...caller, token: text(token) }),
);

const demoPassword = provider("demo-password", ["email", "password"], (ctx, { email, password }, caller) =>
  signInWithDemoPassword(ctx, { ...caller, email: text(email), password: text(password) }),
);

/** The sealed cookie carries the session's id and nothing that could grow stale. */
const callbacks: NonNullable<NextAuthConfig["callbacks"]> = {
  jwt: async ({ token, user }) => {
    if (user?.sessionId) return { sid: user.sessionId };
    const sid = typeof token.sid === "string" ? token.sid : null;
    return (await findSignedIn(await openContext(), sid)) ? { sid } : null;
  },
  session: ({ session }) => ({ expires: session.expires }),
};

const events: NonNullable<NextAuthConfig["events"]> = {
  signOut: async (message) => {
    const sid = "token" in message ? message.token?.sid : null;
    if (typeof sid === "string") await revokeSession(await openContext(), sid);
  },
};

// A function, so that building the app needs no environment.
const config = (): NextAuthConfig => ({
  basePath: "/api/auth",
  secret: env().AUTH_SECRET,
  trustHost: true,
  useSecureCookies: isOnHttps(),
  session: { strategy: "jwt", maxAge: sessionMaxAgeSeconds },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  cookies: {
    sessionToken: {
      name: sessionCookieName(),
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: isOnHttps() },
    },
  },
  providers: [code, link, ...(isDemoSignInOn() ? [demoPassword] : [])],
  callbacks,
  events,
  logger: authLogger,
});

export const { handlers, signIn, signOut } = NextAuth(config);
