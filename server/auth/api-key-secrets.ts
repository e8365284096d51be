import { createHash, createHmac, randomBytes } from "node:crypto";

export const newApiKeySecret = (): string => `prn_${randomBytes(32).toString("base64url")}`;

/** A secret of 32 random bytes is guessed by nobody, so a plain hash keeps it; it is found by that, in one look. */
export const hashOfApiKey = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** The key of the demo company, known to whoever started it. */
export const demoApiKeyOf = (authSecret: string): string =>
  `prn_${createHmac("sha256", authSecret).update("demo-api-key").digest("base64url")}`;
