import type { ServiceContext } from "@/server/platform";
import { hashOfApiKey } from "./api-key-secrets";
import { findApiKey, type StoredApiKey } from "./api-keys-store";
import { isApiKeySecret } from "./core";

/** The key of a secret, or null where it is none, unknown or revoked: who shows one learns nothing of which. */
export const findWorkingApiKey = async (ctx: ServiceContext, secret: string): Promise<StoredApiKey | null> => {
  const key = isApiKeySecret(secret) ? await findApiKey(ctx, hashOfApiKey(secret)) : null;
  return key && key.revokedAt === null ? key : null;
};
