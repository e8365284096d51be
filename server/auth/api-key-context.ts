import { DomainError } from "@/server/kernel";
import type { Actor, ServiceContext } from "@/server/platform";
import { setLastUsed } from "./api-keys-store";
import { apiKeyPermissions, isUseDue, readBearer } from "./core";
import { findWorkingApiKey } from "./find-working-api-key";
import { openContext } from "./service-context";

type ApiKeyActor = Extract<Actor, { kind: "api_key" }>;

/** For the public API: who calls, by the key in the header. It is looked up each time, so that a revoked one ends at once. */
export const apiKeyContext = async (headers: Headers): Promise<ServiceContext & { readonly actor: ApiKeyActor }> => {
  const secret = readBearer(headers.get("authorization"));
  if (secret === null) throw new DomainError("unauthenticated", "api_key.missing", "There is no API key.");
  const ctx = await openContext();
  const key = await findWorkingApiKey(ctx, secret);
  if (!key) throw new DomainError("unauthenticated", "api_key.unknown", "This is not a key that works.");
  const at = new Date();
  if (isUseDue(key.lastUsedAt, at)) await setLastUsed(ctx, key.id, at);
  return { ...ctx, actor: { kind: "api_key", keyId: key.id, permissions: apiKeyPermissions } };
};
