import { and, desc, eq, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { type MailAttachment, mails } from "@/db/schema/notifications";
import { DomainError } from "@/server/kernel";
import type { ServiceContext, TransactionContext } from "@/server/platform";
import { attemptsMax, type MailState, mailState } from "./core";

export type MailSummary = {
  readonly id: string;
  readonly kind: string;
  readonly accountId: string | null;
  readonly recipient: string;
  readonly sender: string;
  readonly subject: string;
  readonly attachments: readonly MailAttachment[];
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly state: MailState;
  readonly lastError: string | null;
};

export type Mail = MailSummary & { readonly html: string; readonly text: string; readonly attempts: number };

type MailRow = typeof mails.$inferSelect;

const { id, kind, accountId, recipient, sender, subject, attachments, createdAt, sentAt, attempts, lastError } = mails;
const summaryFields = {
  id,
  kind,
  accountId,
  recipient,
  sender,
  subject,
  attachments,
  createdAt,
  sentAt,
  attempts,
  lastError,
};

const toMail = (row: MailRow): Mail => ({ ...row, state: mailState(row) });

/** Writes a mail down unless its natural key has one already; answers whether it is new. */
export const insertMail = async (ctx: TransactionContext, row: typeof mails.$inferInsert): Promise<boolean> => {
  const rows = await ctx.db
    .insert(mails)
    .values(row)
    .onConflictDoNothing({ target: mails.naturalKey })
    .returning({ id: mails.id });
  return rows.length > 0;
};

export const listKnownKeys = async (ctx: ServiceContext, keys: readonly string[]): Promise<Set<string>> => {
  if (keys.length === 0) return new Set();
  const rows = await ctx.db
    .select({ naturalKey: mails.naturalKey })
    .from(mails)
    .where(inArray(mails.naturalKey, [...keys]));
  return new Set(rows.map((row) => row.naturalKey));
};

// Leases are technical and run in the system's time, which is the database's: processes may disagree about theirs.
const isFree = or(isNull(mails.leasedUntil), lte(mails.leasedUntil, sql`clock_timestamp()`));
const isWaiting = and(isNull(mails.sentAt), isFree, lt(mails.attempts, attemptsMax));
const inSeconds = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`;

/** Takes a mail for one sender, for as long as the lease: whoever gets the row sends it, everyone else gets null. */
export const leaseMail = async (ctx: ServiceContext, mailId: string, leaseSeconds: number): Promise<Mail | null> => {
  const [row] = await ctx.db
    .update(mails)
    .set({ leasedUntil: inSeconds(leaseSeconds), attempts: sql`${mails.attempts} + 1` })
    .where(and(eq(mails.id, mailId), isWaiting))
    .returning();
  return row ? toMail(row) : null;
};

export const saveSent = async (
  ctx: ServiceContext,
  mailId: string,
  body: { readonly html?: string; readonly text?: string },
): Promise<void> => {
  await ctx.db
    .update(mails)
    .set({ ...body, sentAt: ctx.now, leasedUntil: null, lastError: null })
    .where(and(eq(mails.id, mailId), isNull(mails.sentAt)));
};

export type FailedTry = { readonly error: string; readonly restSeconds: number; readonly isFinal: boolean };

export const saveFailedTry = async (ctx: ServiceContext, mailId: string, failed: FailedTry): Promise<void> => {
  await ctx.db
    .update(mails)
    .set({
      lastError: failed.error,
      leasedUntil: inSeconds(failed.restSeconds),
      ...(failed.isFinal ? { attempts: attemptsMax } : {}),
    })
    .where(and(eq(mails.id, mailId), isNull(mails.sentAt)));
};

/** Mails that were written down a while ago and not sent by whoever should have been told of them. */
export const listWaitingMailIds = async (
  ctx: ServiceContext,
  waiting: { readonly ageSeconds: number; readonly limit: number },
): Promise<string[]> => {
  const rows = await ctx.db
    .select({ id: mails.id })
    .from(mails)
    .where(and(isWaiting, lte(mails.recordedAt, inSeconds(-waiting.ageSeconds))))
    .orderBy(mails.recordedAt)
    .limit(waiting.limit);
  return rows.map((row) => row.id);
};

export type MailPlace = { readonly createdAt: Date; readonly id: string };

export type MailPage = {
  readonly limit: number;
  readonly before: MailPlace | null;
  readonly accountId: string | null;
};

export const listSummaries = async (ctx: ServiceContext, page: MailPage): Promise<MailSummary[]> => {
  const { before } = page;
  const older = before
    ? or(lt(mails.createdAt, before.createdAt), and(eq(mails.createdAt, before.createdAt), lt(mails.id, before.id)))
    : undefined;
  const rows = await ctx.db
    .select(summaryFields)
    .from(mails)
    .where(and(older, page.accountId ? eq(mails.accountId, page.accountId) : undefined))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(page.limit);
  return rows.map((row) => ({ ...row, state: mailState(row) }));
};

export const loadMail = async (ctx: ServiceContext, mailId: string): Promise<Mail> => {
  const [row] = await ctx.db.select().from(mails).where(eq(mails.id, mailId));
  if (!row) throw new DomainError("not_found", "mail.not_found", "There is no such mail.");
  return toMail(row);
};
