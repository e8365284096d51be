import { and, eq, isNull, lt } from "drizzle-orm";
import { userSessions } from "@/db/schema/auth";
import type { ServiceContext } from "@/server/platform";

export type UserSession = typeof userSessions.$inferSelect;

export const insertSession = async (ctx: ServiceContext, session: Omit<UserSession, "revokedAt">): Promise<void> => {
  await ctx.db.insert(userSessions).values(session);
};

export const findSession = async (ctx: ServiceContext, id: string): Promise<UserSession | null> => {
  const [row] = await ctx.db.select().from(userSessions).where(eq(userSessions.id, id));
  return row ?? null;
};

export const setLastSeen = async (ctx: ServiceContext, id: string, at: Date): Promise<void> => {
  await ctx.db
    .update(userSessions)
    .set({ lastSeenAt: at })
    .where(and(eq(userSessions.id, id), lt(userSessions.lastSeenAt, at)));
};

export const setRevoked = async (ctx: ServiceContext, id: string, at: Date): Promise<UserSession | null> => {
  const [row] = await ctx.db
    .update(userSessions)
    .set({ revokedAt: at })
    .where(and(eq(userSessions.id, id), isNull(userSessions.revokedAt)))
    .returning();
  return row ?? null;
};

export const deleteSessionsEndedBefore = async (ctx: ServiceContext, before: Date): Promise<void> => {
  await ctx.db.delete(userSessions).where(lt(userSessions.expiresAt, before));
};
