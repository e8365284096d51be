import { and, desc, eq, isNull } from "drizzle-orm";
import { apiKeys } from "@/db/schema/auth";
import type { ApiKeyId } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

type ApiKeyRow = typeof apiKeys.$inferSelect;

export type StoredApiKey = Omit<ApiKeyRow, "secretHash" | "id"> & { readonly id: ApiKeyId };

const toKey = ({ secretHash: _, ...row }: ApiKeyRow): StoredApiKey => ({ ...row, id: row.id as ApiKeyId });

export const insertApiKey = async (ctx: ServiceContext, key: StoredApiKey, secretHash: string): Promise<void> => {
  await ctx.db.insert(apiKeys).values({ ...key, secretHash });
};

export const findApiKey = async (ctx: ServiceContext, secretHash: string): Promise<StoredApiKey | null> => {
  const [row] = await ctx.db.select().from(apiKeys).where(eq(apiKeys.secretHash, secretHash));
  return row ? toKey(row) : null;
};

export const setLastUsed = async (ctx: ServiceContext, id: string, at: Date): Promise<void> => {
  await ctx.db.update(apiKeys).set({ lastUsedAt: at }).where(eq(apiKeys.id, id));
};

export const loadApiKeys = async (ctx: ServiceContext): Promise<StoredApiKey[]> =>
  (await ctx.db.select().from(apiKeys).orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))).map(toKey);

/** Null where it was revoked before, or never made. */
export const setApiKeyRevoked = async (ctx: ServiceContext, id: string, at: Date): Promise<StoredApiKey | null> => {
  const [row] = await ctx.db
    .update(apiKeys)
    .set({ revokedAt: at })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning();
  return row ? toKey(row) : null;
};
