import { findUser } from "@/server/people";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { loadApiKeys, type StoredApiKey } from "./api-keys-store";

export type ListedApiKey = StoredApiKey & { readonly creatorName: string | null };

/** Every key that was made, the newest first; those that were revoked too. */
export const listApiKeys = async (ctx: ServiceContext): Promise<ListedApiKey[]> => {
  requirePermission(ctx.actor, "api_keys:read");
  const keys = await loadApiKeys(ctx);
  const creators = [...new Set(keys.flatMap(({ createdBy }) => createdBy ?? []))];
  const names = new Map(
    (await Promise.all(creators.map((id) => findUser(ctx, id)))).map((user) => [user?.id, user?.name]),
  );
  return keys.map((key) => ({ ...key, creatorName: names.get(key.createdBy as `usr_${string}`) ?? null }));
};
