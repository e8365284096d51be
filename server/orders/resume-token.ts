import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/server/platform/env";

/** What a mailed link carries to open an order's checkout again without the browser that began it. */
export const resumeTokenOf = (orderId: string): string =>
  createHmac("sha256", env().AUTH_SECRET).update(`resume:${orderId}`).digest("base64url");

export const verifyResumeToken = (orderId: string, token: string): boolean => {
  const expected = Buffer.from(resumeTokenOf(orderId));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
};
