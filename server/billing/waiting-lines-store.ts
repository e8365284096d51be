import { and, asc, eq, inArray, notInArray } from "drizzle-orm";
import { waitingLines } from "@/db/schema/billing";
import { groupBy } from "@/server/kernel";
import { insertRows, makeId, type ServiceContext, type TransactionContext } from "@/server/platform";
import type { Conventions } from "@/server/subscriptions/core";
import { type NamedLine, readLine, type WaitingLine, writeLine } from "./core";

export type NewWaitingLine = {
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly policyId: number;
  readonly waitsFor: "run" | "other_lines";
  readonly line: NamedLine;
};

export const insertWaitingLines = (ctx: TransactionContext, lines: readonly NewWaitingLine[]): Promise<void> =>
  insertRows(
    ctx,
    waitingLines,
    lines.map(({ line, ...waiting }) => ({
      ...waiting,
      id: makeId("wln"),
      subscriptionId: line.subscriptionId,
      line: writeLine(line),
      createdAt: ctx.now,
    })),
  );

type MeetConventions = (policyIds: readonly number[]) => Promise<(policyId: number) => Conventions>;

/** What waits of accounts for a seller's next document, by account, in the order in which it was made. */
export const loadWaitingLines = async (
  ctx: ServiceContext,
  of: { readonly sellerId: string; readonly accountIds: readonly string[] },
  meetConventions: MeetConventions,
): Promise<Map<string, WaitingLine[]>> => {
  if (of.accountIds.length === 0) return new Map();
  const rows = await ctx.db
    .select()
    .from(waitingLines)
    .where(and(eq(waitingLines.sellerId, of.sellerId), inArray(waitingLines.accountId, [...of.accountIds])))
    .orderBy(asc(waitingLines.position));
  const conventionsOf = await meetConventions(rows.map(({ policyId }) => policyId));
  return new Map(
    [...groupBy(rows, ({ accountId }) => accountId)].map(([accountId, own]) => [
      accountId,
      own.map((row) => ({
        id: row.id,
        currency: row.currency,
        policyId: row.policyId,
        conventions: conventionsOf(row.policyId),
        waitsFor: row.waitsFor,
        line: readLine(row.line, row.currency),
      })),
    ]),
  );
};

export const listWaitingLinesOfSubscriptions = async (
  ctx: ServiceContext,
  subscriptionIds: readonly string[],
): Promise<NamedLine[]> => {
  const rows = await ctx.db
    .select()
    .from(waitingLines)
    .where(inArray(waitingLines.subscriptionId, [...subscriptionIds]))
    .orderBy(asc(waitingLines.position));
  return rows.map((row) => readLine(row.line, row.currency));
};

export const deleteWaitingLines = async (ctx: TransactionContext, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await ctx.db.delete(waitingLines).where(inArray(waitingLines.id, [...ids]));
};

/** Accounts of a seller with lines that the next run bills, whatever else is due of them. */
export const listAccountsWithDueLines = async (
  ctx: ServiceContext,
  of: { readonly sellerId: string; readonly limit: number; readonly withoutAccountIds: readonly string[] },
): Promise<string[]> => {
  const rows = await ctx.db
    .selectDistinct({ accountId: waitingLines.accountId })
    .from(waitingLines)
    .where(
      and(
        eq(waitingLines.sellerId, of.sellerId),
        eq(waitingLines.waitsFor, "run"),
        of.withoutAccountIds.length > 0 ? notInArray(waitingLines.accountId, [...of.withoutAccountIds]) : undefined,
      ),
    )
    .limit(of.limit);
  return rows.map(({ accountId }) => accountId);
};
