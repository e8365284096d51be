import { DomainError } from "@/server/kernel";
import { inTransaction, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import { setApiKeyRevoked } from "./api-keys-store";

/** Ends a key for good: the next request that shows it is refused. */
export const revokeApiKey = (ctx: ServiceContext, keyId: string): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(inner.actor, "api_keys:manage");
    const key = await setApiKeyRevoked(inner, keyId, new Date());
    if (!key) {
      const message = "There is no such key, or it was revoked before. Load the list again.";
      throw new DomainError("not_found", "api_key.not_found", message);
    }
    await recordAudit(inner, {
      action: "auth:revoke_api_key",
      accountId: null,
      subjectIds: [key.id],
      details: { name: key.name, prefix: key.prefix },
    });
  });
