import { and, asc, eq, inArray, sql } from "drizzle-orm";
import {
  creditNoteLines,
  creditNoteNumbers,
  creditNotes,
  creditNoteTaxes,
  invoiceVoids,
  writeOffs,
} from "@/db/schema/corrections";
import { DomainError, groupBy, type PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export type CreditNote = {
  readonly id: string;
  readonly invoiceId: string;
  readonly currency: string;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
  readonly appliedMinor: bigint;
  readonly issueOn: PlainDate;
  readonly reason: string;
  readonly number: string;
};

export type WriteOff = {
  readonly id: string;
  readonly invoiceId: string;
  readonly amountMinor: bigint;
  readonly taxReliefMinor: bigint;
  readonly writtenOffOn: PlainDate;
  readonly reason: string;
};

export type InvoiceVoid = {
  readonly id: string;
  readonly invoiceId: string;
  readonly billsAgain: boolean;
  readonly voidedOn: PlainDate;
  readonly reason: string;
};

export const listCreditNotes = async (ctx: ServiceContext, invoiceIds: readonly string[]): Promise<CreditNote[]> => {
  if (invoiceIds.length === 0) return [];
  const rows = await ctx.db
    .select({ note: creditNotes, number: creditNoteNumbers.number })
    .from(creditNotes)
    .innerJoin(creditNoteNumbers, eq(creditNoteNumbers.creditNoteId, creditNotes.id))
    .where(inArray(creditNotes.invoiceId, [...invoiceIds]))
    .orderBy(asc(creditNotes.id));
  return rows.map(({ note, number }) => ({ ...note, number, issueOn: note.issueOn as PlainDate }));
};

export type CreditNoteInFull = CreditNote & {
  readonly lines: readonly (CreditedPart & { readonly invoiceLineId: string })[];
  readonly taxes: readonly {
    readonly jurisdiction: string;
    readonly ratePercent: string;
    readonly baseMinor: bigint;
    readonly taxMinor: bigint;
  }[];
};

/** A credit note with its lines and taxes; who may see its invoice is asked of that. */
export const readCreditNote = async (ctx: ServiceContext, id: string): Promise<CreditNoteInFull> => {
  const [row] = await ctx.db
    .select({ note: creditNotes, number: creditNoteNumbers.number })
    .from(creditNotes)
    .innerJoin(creditNoteNumbers, eq(creditNoteNumbers.creditNoteId, creditNotes.id))
    .where(eq(creditNotes.id, id));
  if (!row) throw new DomainError("not_found", "credit_note.not_found", "There is no such credit note.");
  const lines = await ctx.db
    .select()
    .from(creditNoteLines)
    .where(eq(creditNoteLines.creditNoteId, id))
    .orderBy(asc(creditNoteLines.position));
  const taxes = await ctx.db
    .select()
    .from(creditNoteTaxes)
    .where(eq(creditNoteTaxes.creditNoteId, id))
    .orderBy(asc(creditNoteTaxes.position));
  return { ...row.note, number: row.number, issueOn: row.note.issueOn as PlainDate, lines, taxes };
};

export const listWriteOffs = async (ctx: ServiceContext, invoiceIds: readonly string[]): Promise<WriteOff[]> => {
  if (invoiceIds.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(writeOffs)
    .where(inArray(writeOffs.invoiceId, [...invoiceIds]))
    .orderBy(asc(writeOffs.id));
  return rows.map((row) => ({ ...row, writtenOffOn: row.writtenOffOn as PlainDate }));
};

export const findVoid = async (ctx: ServiceContext, invoiceId: string): Promise<InvoiceVoid | null> => {
  const [row] = await ctx.db.select().from(invoiceVoids).where(eq(invoiceVoids.invoiceId, invoiceId));
  return row ? { ...row, voidedOn: row.voidedOn as PlainDate } : null;
};

type Request = { readonly accountId: string; readonly requestKey: string };

export const findNoteOfRequest = async (ctx: ServiceContext, { accountId, requestKey }: Request) => {
  const [row] = await ctx.db
    .select()
    .from(creditNotes)
    .where(and(eq(creditNotes.accountId, accountId), eq(creditNotes.requestKey, requestKey)));
  return row ?? null;
};

export const findWriteOffOfRequest = async (ctx: ServiceContext, { accountId, requestKey }: Request) => {
  const [row] = await ctx.db
    .select()
    .from(writeOffs)
    .where(and(eq(writeOffs.accountId, accountId), eq(writeOffs.requestKey, requestKey)));
  return row ?? null;
};

export type CreditedPart = { readonly netMinor: bigint; readonly taxMinor: bigint };

/** What credit notes took of each line of an invoice, in their order. */
export const listCreditedParts = async (
  ctx: ServiceContext,
  invoiceId: string,
): Promise<Map<string, CreditedPart[]>> => {
  const rows = await ctx.db
    .select({
      lineId: creditNoteLines.invoiceLineId,
      netMinor: creditNoteLines.netMinor,
      taxMinor: creditNoteLines.taxMinor,
    })
    .from(creditNoteLines)
    .innerJoin(creditNotes, eq(creditNotes.id, creditNoteLines.creditNoteId))
    .where(eq(creditNotes.invoiceId, invoiceId))
    .orderBy(asc(creditNotes.id));
  return groupBy(rows, ({ lineId }) => lineId);
};

export const sumWrittenOff = async (ctx: ServiceContext, invoiceId: string): Promise<bigint> => {
  const [row] = await ctx.db
    .select({ minor: sql<string>`coalesce(sum(${writeOffs.amountMinor}), 0)::text` })
    .from(writeOffs)
    .where(eq(writeOffs.invoiceId, invoiceId));
  return BigInt(row?.minor ?? "0");
};

/** The accounts of which notes, voids or write-offs with these ids are. */
export const listAccountsOfCorrections = async (ctx: ServiceContext, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return [];
  const found = await Promise.all(
    [creditNotes, invoiceVoids, writeOffs].map((table) =>
      ctx.db
        .selectDistinct({ accountId: table.accountId })
        .from(table)
        .where(inArray(table.id, [...ids])),
    ),
  );
  return [...new Set(found.flat().map(({ accountId }) => accountId))];
};
