import { asc, inArray } from "drizzle-orm";
import { journalEntries, ledgerAccounts, postings } from "@/db/schema/ledger";
import { groupBy } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { chartOfAccounts } from "./core";

export type JournalEntryView = {
  readonly id: string;
  readonly sourceKind: string;
  readonly sourceId: string;
  readonly postedOn: string;
  readonly postings: readonly {
    readonly ledgerAccount: string;
    readonly name: string;
    readonly detail: string;
    readonly amountMinor: bigint;
    readonly currency: string;
  }[];
};

/** The entries of these documents, with what each posts. Callers have checked the right to see the documents. */
export const listEntriesOfSources = async (
  ctx: ServiceContext,
  sourceIds: readonly string[],
): Promise<JournalEntryView[]> => {
  if (sourceIds.length === 0) return [];
  const entries = await ctx.db
    .select()
    .from(journalEntries)
    .where(inArray(journalEntries.sourceId, [...sourceIds]))
    .orderBy(asc(journalEntries.id));
  if (entries.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(postings)
    .where(
      inArray(
        postings.entryId,
        entries.map((entry) => entry.id),
      ),
    )
    .orderBy(asc(postings.position));
  const byEntry = groupBy(rows, (row) => row.entryId);
  return entries.map((entry) => ({
    id: entry.id,
    sourceKind: entry.sourceKind,
    sourceId: entry.sourceId,
    postedOn: entry.postedOn,
    postings: (byEntry.get(entry.id) ?? []).map((row) => ({ ...row, name: nameOf(row.ledgerAccount) })),
  }));
};

const nameOf = (code: string): string => chartOfAccounts.find((account) => account.code === code)?.name ?? code;

/** Brings the stored chart up to the one in code; accounts are added, never renamed under their postings. */
export const registerChartOfAccounts = async (ctx: ServiceContext): Promise<void> => {
  await ctx.db
    .insert(ledgerAccounts)
    .values([...chartOfAccounts])
    .onConflictDoNothing();
};
