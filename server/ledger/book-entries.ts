import { eq, inArray, sql } from "drizzle-orm";
import { accountingPeriods, journalEntries, ledgerSealHeads, ledgerSeals, postings } from "@/db/schema/ledger";
import { DomainError, groupBy, type JournalEntryId, monthOf, yearOf } from "@/server/kernel";
import { makeId, putOff, type TransactionContext } from "@/server/platform";
import {
  checkBalanced,
  firstSealHash,
  hashOfPostings,
  hashOfSeal,
  type JournalEntryDraft,
  type SealedPosting,
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
  await ctx.db.insert(journalEntries).values(
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
  await ctx.db.insert(postings).values(rows);
  const booked = entries.map(({ draft, id }) => ({ id, sellerId: draft.sellerId }));
  putOff(ctx, "seals", () => sealEntries(ctx, booked));
  return booked;
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

const sealEntries = async (ctx: TransactionContext, booked: readonly BookedEntry[]): Promise<void> => {
  const bySeller = [...groupBy(booked, (entry) => entry.sellerId)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [sellerId, entries] of bySeller) {
    await sealSeller(
      ctx,
      sellerId,
      entries.map((entry) => entry.id),
    );
  }
};

const sealSeller = async (ctx: TransactionContext, sellerId: string, entryIds: JournalEntryId[]): Promise<void> => {
  const entriesHash = hashOfPostings(await listSealedPostings(ctx, entryIds));
  await ctx.db.insert(ledgerSealHeads).values({ sellerId, sequence: 0n, hash: firstSealHash }).onConflictDoNothing();
  const [head] = await ctx.db
    .select()
    .from(ledgerSealHeads)
    .where(eq(ledgerSealHeads.sellerId, sellerId))
    .for("update");
  const previousHash = head?.hash ?? firstSealHash;
  const sequence = (head?.sequence ?? 0n) + 1n;
  const hash = hashOfSeal(previousHash, entriesHash);
  await ctx.db.insert(ledgerSeals).values({ sellerId, sequence, entryIds, entriesHash, previousHash, hash });
  await ctx.db.update(ledgerSealHeads).set({ sequence, hash }).where(eq(ledgerSealHeads.sellerId, sellerId));
};

export const listSealedPostings = (
  ctx: { readonly db: TransactionContext["db"] },
  entryIds: readonly string[],
): Promise<SealedPosting[]> =>
  ctx.db
    .select({
      entryId: postings.entryId,
      position: postings.position,
      ledgerAccount: postings.ledgerAccount,
      detail: postings.detail,
      amountMinor: postings.amountMinor,
      currency: postings.currency,
      postedOn: sql<string>`${postings.postedOn}::text`,
    })
    .from(postings)
    .where(inArray(postings.entryId, [...entryIds]))
    .orderBy(postings.entryId, postings.position);
