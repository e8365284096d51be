import { and, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { signInCodes } from "@/db/schema/auth";
import type { ServiceContext, TransactionContext } from "@/server/platform";

export type SignInCode = typeof signInCodes.$inferSelect;

/** Requests for one address stand in line, so that no two of them leave two codes open. */
export const lockAddress = async (ctx: TransactionContext, email: string): Promise<void> => {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in:${email}`}, 0))`);
};

const newestOf = (ctx: ServiceContext, email: string) =>
  ctx.db
    .select()
    .from(signInCodes)
    .where(eq(signInCodes.email, email))
    .orderBy(desc(signInCodes.createdAt), desc(signInCodes.id))
    .limit(1);

/** When the code was sent that somebody may still be waiting for; none is awaited once the last one was used. */
export const findAwaitedSince = async (ctx: ServiceContext, email: string): Promise<Date | null> => {
  const [row] = await newestOf(ctx, email);
  return row && row.usedAt === null ? row.createdAt : null;
};

export const lockNewestCode = async (ctx: TransactionContext, email: string): Promise<SignInCode | null> => {
  const [row] = await newestOf(ctx, email).for("update");
  return row ?? null;
};

const ofLink = (ctx: ServiceContext, linkHash: string) =>
  ctx.db.select().from(signInCodes).where(eq(signInCodes.linkHash, linkHash));

export const findCodeOfLink = async (ctx: ServiceContext, linkHash: string): Promise<SignInCode | null> => {
  const [row] = await ofLink(ctx, linkHash);
  return row ?? null;
};

export const lockCodeOfLink = async (ctx: TransactionContext, linkHash: string): Promise<SignInCode | null> => {
  const [row] = await ofLink(ctx, linkHash).for("update");
  return row ?? null;
};

export const insertCode = async (
  ctx: TransactionContext,
  code: Omit<SignInCode, "usedAt" | "failedAttempts">,
): Promise<void> => {
  await ctx.db.insert(signInCodes).values(code);
};

export const endOpenCodes = async (ctx: TransactionContext, email: string, at: Date): Promise<void> => {
  await ctx.db
    .update(signInCodes)
    .set({ expiresAt: at })
    .where(and(eq(signInCodes.email, email), isNull(signInCodes.usedAt), gt(signInCodes.expiresAt, at)));
};

export const setUsed = async (ctx: TransactionContext, id: string, at: Date): Promise<void> => {
  await ctx.db.update(signInCodes).set({ usedAt: at }).where(eq(signInCodes.id, id));
};

export const countWrongTry = async (ctx: TransactionContext, id: string): Promise<void> => {
  await ctx.db
    .update(signInCodes)
    .set({ failedAttempts: sql`${signInCodes.failedAttempts} + 1` })
    .where(eq(signInCodes.id, id));
};

export const deleteCodesBefore = async (ctx: ServiceContext, before: Date): Promise<void> => {
  await ctx.db.delete(signInCodes).where(lt(signInCodes.createdAt, before));
};
