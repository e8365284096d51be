import { and, lt, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { rateLimitWindows } from "@/db/schema/limits";
import { DomainError } from "@/server/kernel";

export type RateLimit = { readonly key: string; readonly max: number; readonly windowSeconds: number };

/** Counts one try, in system time, exactly under concurrency; refuses the one past the limit. */
export const takeFromRateLimit = async (db: Executor, limit: RateLimit): Promise<void> => {
  const windowMs = limit.windowSeconds * 1000;
  const start = new Date(Math.floor(Date.now() / windowMs) * windowMs);
  const [row] = await db
    .insert(rateLimitWindows)
    .values({ key: limit.key, windowStartsAt: start, count: 1 })
    .onConflictDoUpdate({
      target: [rateLimitWindows.key, rateLimitWindows.windowStartsAt],
      set: { count: sql`${rateLimitWindows.count} + 1` },
    })
    .returning({ count: rateLimitWindows.count });
  if (row && row.count <= limit.max) return;
  const seconds = Math.ceil((start.getTime() + windowMs - Date.now()) / 1000);
  throw new DomainError("rate_limited", "rate_limit.exceeded", `Too many tries. Try again in ${seconds} seconds.`, {
    seconds,
  });
};

export const forgetRateLimitWindows = async (db: Executor, before: Date): Promise<void> => {
  await db.delete(rateLimitWindows).where(and(lt(rateLimitWindows.windowStartsAt, before)));
};
