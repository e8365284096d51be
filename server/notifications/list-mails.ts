import { z } from "zod";
import { DomainError } from "@/server/kernel";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { env } from "@/server/platform/env";
import { listSummaries, loadMail, type Mail, type MailPlace, type MailSummary } from "./mails-store";
import { withoutSecrets } from "./without-secrets";

export type ListMailsInput = {
  readonly limit: number;
  readonly cursor?: string | null | undefined;
  readonly accountId?: string | null | undefined;
};

export type MailList = { readonly mails: readonly MailSummary[]; readonly nextCursor: string | null };

const limitMax = 200;
const accountLimit = 100;

/** The outbox, newest first, for staff who may see every mail. */
export const listMails = async (ctx: ServiceContext, input: ListMailsInput): Promise<MailList> => {
  requirePermission(ctx.actor, "outbox:read");
  const limit = Math.min(Math.max(Math.trunc(input.limit), 1), limitMax);
  const before = input.cursor ? readCursor(input.cursor) : null;
  const found = await listSummaries(ctx, { limit: limit + 1, before, accountId: input.accountId ?? null });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return { mails: page, nextCursor: found.length > limit && last ? writeCursor(last) : null };
};

/** One mail with its text, as it was sent. Where mails leave the house, a code on its way is not shown. */
export const getMail = async (ctx: ServiceContext, mailId: string): Promise<Mail> => {
  requirePermission(ctx.actor, "outbox:read");
  const mail = await loadMail(ctx, mailId);
  return env().SMTP_HOST ? { ...mail, ...withoutSecrets(mail) } : mail;
};

/** What an account was written, without the texts: for its history. */
export const listMailsOfAccount = async (ctx: ServiceContext, accountId: string): Promise<readonly MailSummary[]> => {
  requirePermission(ctx.actor, "accounts:read");
  return listSummaries(ctx, { limit: accountLimit, before: null, accountId });
};

const writeCursor = ({ createdAt, id }: MailPlace): string => `${createdAt.toISOString()}|${id}`;

const cursor = z.tuple([z.iso.datetime(), z.string().startsWith("mai_").max(60)]);

const readCursor = (text: string): MailPlace => {
  const read = cursor.safeParse(text.split("|"));
  if (!read.success) throw new DomainError("invalid_input", "mail.cursor_malformed", "Reload the list.");
  const [createdAt, id] = read.data;
  return { createdAt: new Date(createdAt), id };
};
