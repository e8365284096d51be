import { and, asc, eq, inArray } from "drizzle-orm";
import { invoiceAmendments } from "@/db/schema/corrections";
import { type DocumentStanding, listDocumentStandings } from "@/server/invoices";
import { DomainError } from "@/server/kernel";
import type { ServiceContext, TransactionContext } from "@/server/platform";

export type AmendmentKind = "replacement" | "debit_note";

/** A document that says of which invoice it is. */
export type Amendment = DocumentStanding & {
  readonly kind: AmendmentKind;
  readonly invoiceId: string;
  readonly reason: string;
};

/** What a document says of the one that it replaces or adds to. */
export type Amended = Pick<Amendment, "kind" | "invoiceId" | "reason" | "issueOn"> & { readonly number: string };

type Row = typeof invoiceAmendments.$inferSelect;

export const insertAmendment = async (
  ctx: TransactionContext,
  row: typeof invoiceAmendments.$inferInsert,
): Promise<void> => {
  await ctx.db.insert(invoiceAmendments).values(row);
};

/** What replaced these invoices and was added to them, in the order in which it was posted. */
export const listAmendments = async (ctx: ServiceContext, invoiceIds: readonly string[]): Promise<Amendment[]> => {
  if (invoiceIds.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(invoiceAmendments)
    .where(inArray(invoiceAmendments.invoiceId, [...invoiceIds]))
    .orderBy(asc(invoiceAmendments.documentId));
  return withStanding(ctx, rows);
};

const withStanding = async (ctx: ServiceContext, rows: readonly Row[]): Promise<Amendment[]> => {
  const found = await listDocumentStandings(
    ctx,
    rows.map(({ documentId }) => documentId),
  );
  const standings = new Map(found.map((standing) => [standing.id as string, standing]));
  return rows.flatMap(({ documentId, kind, invoiceId, reason }) => {
    const standing = standings.get(documentId);
    return standing ? [{ ...standing, kind, invoiceId, reason }] : [];
  });
};

/** Which invoice a document replaces or adds to; null for any other invoice. */
export const findAmended = async (ctx: ServiceContext, documentId: string): Promise<Amended | null> => {
  const [row] = await ctx.db.select().from(invoiceAmendments).where(eq(invoiceAmendments.documentId, documentId));
  if (!row) return null;
  const [standing] = await listDocumentStandings(ctx, [row.invoiceId]);
  if (!standing?.number) return null;
  const { kind, invoiceId, reason } = row;
  return { kind, invoiceId, reason, number: standing.number, issueOn: standing.issueOn };
};

export const findAmendmentOfRequest = async (
  ctx: ServiceContext,
  { accountId, requestKey }: { readonly accountId: string; readonly requestKey: string },
): Promise<Amendment | null> => {
  const rows = await ctx.db
    .select()
    .from(invoiceAmendments)
    .where(and(eq(invoiceAmendments.accountId, accountId), eq(invoiceAmendments.requestKey, requestKey)));
  const [found] = await withStanding(ctx, rows);
  return found ?? null;
};

/** What adds to an invoice is corrected by itself, and not added to again. */
export const requireNotDebitNote = async (ctx: ServiceContext, invoiceId: string): Promise<void> => {
  const amended = await findAmended(ctx, invoiceId);
  if (amended?.kind !== "debit_note") return;
  const message = `This is a debit note for ${amended.number}. Cancel it, and post another for that invoice.`;
  throw new DomainError("invalid_state", "invoice.is_debit_note", message);
};

/** An invoice goes only after what was added to it. */
export const requireNoDebitNotes = async (ctx: ServiceContext, invoiceId: string): Promise<void> => {
  const standing = (await listAmendments(ctx, [invoiceId])).find(
    ({ kind, closedAs }) => kind === "debit_note" && closedAs !== "voided",
  );
  if (!standing) return;
  const message = `Debit note ${standing.number ?? ""} adds to this invoice. Cancel or credit it first.`;
  throw new DomainError("invalid_state", "invoice.has_debit_note", message);
};
