import { createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { env } from "@/server/platform/env";

const mac = (text: string): string => createHmac("sha256", env().AUTH_SECRET).update(text).digest("hex");

export const newCode = (): string => randomInt(0, 1_000_000).toString().padStart(6, "0");

export const newLinkToken = (): string => randomBytes(32).toString("base64url");

/** Bound to its row, so that equal codes of two rows have unequal hashes. */
export const hashOfCode = (rowId: string, code: string): string => mac(`sign-in-code:${rowId}:${code}`);

export const hashOfLink = (token: string): string => mac(`sign-in-link:${token}`);

/** Stands for an address in counters, which need not know it. */
export const hashOfAddress = (email: string): string => mac(`sign-in-address:${email}`).slice(0, 32);

export const isSameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
