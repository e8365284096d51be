import { DomainError } from "@/server/kernel";
import {
  inTransaction,
  makeId,
  recordAudit,
  requirePermission,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import { hashOfApiKey, newApiKeySecret } from "./api-key-secrets";
import { insertApiKey, type StoredApiKey } from "./api-keys-store";
import { prefixOfSecret } from "./core";

export type CreatedApiKey = {
  readonly key: StoredApiKey;
  /** Given this once. */
  readonly secret: string;
};

const nameMax = 60;

/** Makes a key for a program and gives its secret, which nobody can read again. */
export const createApiKey = (ctx: ServiceContext, input: { readonly name: string }): Promise<CreatedApiKey> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(inner.actor, "api_keys:manage");
    const name = input.name.trim();
    if (name.length === 0 || name.length > nameMax) {
      const message = `Give the key a name of 1 to ${nameMax} characters, such as the program that will use it.`;
      throw new DomainError("invalid_input", "api_key.no_name", message, { field: "name" });
    }
    const secret = newApiKeySecret();
    return { key: await keepApiKey(inner, name, secret), secret };
  });

/** Makes a key of a secret that is known already: that of the demo. */
export const registerApiKey = (
  ctx: ServiceContext,
  input: { readonly name: string; readonly secret: string },
): Promise<StoredApiKey> =>
  inTransaction(ctx, (inner) => {
    requirePermission(inner.actor, "api_keys:manage");
    return keepApiKey(inner, input.name, input.secret);
  });

const keepApiKey = async (ctx: TransactionContext, name: string, secret: string): Promise<StoredApiKey> => {
  const key: StoredApiKey = {
    ...{ id: makeId("key"), name, prefix: prefixOfSecret(secret) },
    createdBy: ctx.actor.kind === "staff" ? ctx.actor.userId : null,
    ...{ createdAt: new Date(), lastUsedAt: null, revokedAt: null },
  };
  await insertApiKey(ctx, key, hashOfApiKey(secret));
  await recordAudit(ctx, {
    action: "auth:create_api_key",
    accountId: null,
    subjectIds: [key.id],
    details: { name, prefix: key.prefix },
  });
  return key;
};
