import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/server/platform/env";

/** What only who started this installation knows: the last part of the address at which a company is founded. */
export const foundingTokenOf = (authSecret: string): string =>
  createHmac("sha256", authSecret).update("found-company").digest("base64url");

export const isFoundingToken = (token: string): boolean => {
  const known = Buffer.from(foundingTokenOf(env().AUTH_SECRET));
  const given = Buffer.from(token);
  return given.length === known.length && timingSafeEqual(given, known);
};
