import type { Transaction } from "@/db/client";
import { invariant } from "@/server/kernel";
import type { EndPhase, ServiceContext } from "./context";
import { type News, openNews, writeNews } from "./news";

const phases: readonly EndPhase[] = ["numbers", "seals"];
const retriable = new Set(["40001", "40P01"]);
const attemptsMax = 5;

export type TransactionContext = ServiceContext & {
  readonly db: Transaction;
  readonly atEnd: Map<EndPhase, (() => Promise<void>)[]>;
  readonly news: News;
};

const isInside = (ctx: ServiceContext): ctx is TransactionContext =>
  "rollback" in ctx.db && ctx.atEnd !== undefined && ctx.news !== undefined;

/** Joins the transaction that is open, or opens one; news, then numbers and seals are written last, just before the commit. */
export const inTransaction = async <Result>(
  ctx: ServiceContext,
  work: (ctx: TransactionContext) => Promise<Result>,
): Promise<Result> => {
  if (isInside(ctx)) return work(ctx);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ctx.db.transaction(async (db) => {
        const inner: TransactionContext = { ...ctx, db, atEnd: new Map(), news: openNews() };
        const result = await work(inner);
        await writeNews(inner, inner.news);
        for (const phase of phases) for (const last of inner.atEnd.get(phase) ?? []) await last();
        await writeNews(inner, inner.news);
        return result;
      });
    } catch (error) {
      if (attempt >= attemptsMax || !retriable.has(sqlState(error) ?? "")) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20 + Math.floor(Math.random() * 30)));
    }
  }
};

export const putOff = (ctx: ServiceContext, phase: EndPhase, work: () => Promise<void>): void => {
  invariant(ctx.atEnd, "Work can be put off to the end of a transaction only inside one.");
  ctx.atEnd.set(phase, [...(ctx.atEnd.get(phase) ?? []), work]);
};

type DriverError = { code?: string; constraint_name?: string };

const driverError = (error: unknown): DriverError => {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return (cause ?? {}) as DriverError;
};

/** The SQLSTATE of a database error, through drizzle's wrapping. */
export const sqlState = (error: unknown): string | undefined => driverError(error).code;

export const violates = (error: unknown, constraint: string): boolean =>
  driverError(error).constraint_name === constraint;
