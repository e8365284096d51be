import { log } from "@/server/platform/log";

type Logged = Error & { readonly type?: string; readonly cause?: { readonly err?: unknown } };

// A wrong code, or a cookie sealed by an earlier secret: what visitors do, and nothing to look into.
const ordinary = ["CredentialsSignin", "JWTSessionError", "MissingCSRF"];

export const authLogger = {
  error: (error: Error): void => {
    const { type, cause, name } = error as Logged;
    if (ordinary.includes(type ?? name)) return;
    const reason = cause?.err instanceof Error ? cause.err.name : undefined;
    log.error({ authError: type ?? name, reason }, "next-auth failed");
  },
  warn: (code: string): void => log.warn({ authWarning: code }, "next-auth warns"),
  debug: (): void => undefined,
};
