import { eq, inArray } from "drizzle-orm";
import {
  accountingPeriods,
  journalEntries,
  ledgerSealHeads,
  ledgerSeals,
  ledgerSums,
  postings,
} from "@/db/schema/ledger";
import { DomainError, groupBy, invariant, type JournalEntryId, monthOf, yearOf } from "@/server/kernel";
import { insertRows, makeId, putOff, type TransactionContext } from "@/server/platform";
import {
  checkBalanced,
  firstSealHash,
  hashOfPostings,
  hashOfSeal,
  type JournalEntryDraft,
  type SealedPosting,
  sumPostings,
} from "./core";

type BookedEntry = { readonly id: JournalEntryId; readonly sellerId: string };

/** Books balanced entries, all postings of a transaction in one statement; its seal is written just before the commit. */
export const bookEntries = async (
  ctx: TransactionContext,
  drafts: readonly JournalEntryDraft[],
): Promise<BookedEntry[]> => {
  if (drafts.length === 0) return [];
  for (const draft of drafts) checkBalanced(draft);
  await refuseClosedPeriods(ctx, drafts);
  const entries = drafts.map((draft) => ({ draft, id: makeId("jre") }));
  const headers = insertRows(
    ctx,
    journalEntries,
    entries.map(({ draft, id }) => ({
      id,
      sellerId: draft.sellerId,
      accountId: draft.accountId,
      postedOn: draft.postedOn,
      sourceKind: draft.source.kind,
      sourceId: draft.source.id,
      policyId: draft.policyId,
      recordedAt: ctx.now,
    })),
  );
  const rows = entries.flatMap(({ draft, id }) =>
    draft.postings.map((posting, position) => ({
      entryId: id,
      position,
      accountId: draft.accountId,
      sellerId: draft.sellerId,
      postedOn: draft.postedOn,
      ...posting,
    })),
  );
  await Promise.all([headers, insertRows(ctx, postings, rows), insertRows(ctx, ledgerSums, sumPostings(rows))]);
  putOff(ctx, "seals", () => sealEntries(ctx, rows));
  return entries.map(({ draft, id }) => ({ id, sellerId: draft.sellerId }));
};

const refuseClosedPeriods = async (ctx: TransactionContext, drafts: readonly JournalEntryDraft[]): Promise<void> => {
  const closed = await ctx.db
    .select()
    .from(accountingPeriods)
    .where(
      inArray(
        accountingPeriods.sellerId,
        drafts.map((draft) => draft.sellerId),
      ),
    );
  for (const { sellerId, postedOn } of drafts) {
    const period = closed.find(
      (row) => row.sellerId === sellerId && row.year === yearOf(postedOn) && row.month === monthOf(postedOn),
    );
    if (period?.status === "closed") {
      throw new DomainError(
        "invalid_state",
        "period.closed",
        `The period of ${postedOn} is closed; reopen it to post.`,
      );
    }
  }
};

type BookedPosting = SealedPosting & { readonly sellerId: string };

const sealEntries = async (ctx: TransactionContext, rows: readonly BookedPosting[]): Promise<void> => {
  const bySeller = [...groupBy(rows, (row) => row.sellerId)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [sellerId, own] of bySeller) await sealSeller(ctx, sellerId, own);
};

const sealSeller = async (ctx: TransactionContext, sellerId: string, rows: readonly SealedPosting[]): Promise<void> => {
  const entryIds = [...new Set(rows.map((row) => row.entryId))];
  const entriesHash = hashOfPostings(inOrder(rows));
  const head = await lockSealHead(ctx, sellerId);
  const previousHash = head.hash;
  const sequence = head.sequence + 1n;
  const hash = hashOfSeal(previousHash, entriesHash);
  await Promise.all([
    ctx.db.insert(ledgerSeals).values({ sellerId, sequence, entryIds, entriesHash, previousHash, hash }),
    ctx.db.update(ledgerSealHeads).set({ sequence, hash }).where(eq(ledgerSealHeads.sellerId, sellerId)),
  ]);
};

const lockSealHead = async (ctx: TransactionContext, sellerId: string) => {
  const lock = () => ctx.db.select().from(ledgerSealHeads).where(eq(ledgerSealHeads.sellerId, sellerId)).for("update");
  const [head] = await lock();
  if (head) return head;
  await ctx.db.insert(ledgerSealHeads).values({ sellerId, sequence: 0n, hash: firstSealHash }).onConflictDoNothing();
  const [made] = await lock();
  invariant(made, "A seller's chain has its head.");
  return made;
};

const inOrder = (rows: readonly SealedPosting[]): SealedPosting[] =>
  rows
    .map(({ entryId, position, ledgerAccount, detail, amountMinor, currency, postedOn }) => ({
      entryId,
      position,
      ledgerAccount,
      detail,
      amountMinor,
      currency,
      postedOn,
    }))
    .sort((a, b) => (a.entryId === b.entryId ? a.position - b.position : a.entryId < b.entryId ? -1 : 1));
