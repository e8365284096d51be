import type { Permission } from "@/server/platform/permissions";

/** What every key may do; a key for more would say so itself. */
export const apiKeyPermissions: readonly Permission[] = ["usage:record"];

const secretText = /^prn_[A-Za-z0-9_-]{43}$/;
const bearerText = /^Bearer +(\S+) *$/i;
const shownLength = 12;

export const isApiKeySecret = (text: string): boolean => secretText.test(text);

/** What is shown of a secret later on. */
export const prefixOfSecret = (secret: string): string => secret.slice(0, shownLength);

/** The secret of an Authorization header, or null where there is none. */
export const readBearer = (header: string | null): string | null => bearerText.exec(header ?? "")?.[1] ?? null;

const useExactToMs = 60_000;

/** Whether a use is worth writing down: once a minute is exact enough, and spares every request a write. */
export const isUseDue = (lastUsedAt: Date | null, at: Date): boolean =>
  lastUsedAt === null || at.getTime() - lastUsedAt.getTime() >= useExactToMs;
