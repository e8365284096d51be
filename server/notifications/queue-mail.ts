import type { ReactElement } from "react";
import { emitAll, inTransaction, makeId, type ServiceContext } from "@/server/platform";
import { mailQueued } from "./events";
import { insertMail } from "./mails-store";
import { renderMail } from "./render-mail";

type MailKind =
  | "sign_in_code"
  | "order_confirmation"
  | "receipt"
  | "payment_failed"
  | "payment_unfinished"
  | "invoice"
  | "subscription_changed"
  | "credit_note"
  | "invoice_payment_failed";

export type QueueMailInput = {
  readonly kind: MailKind;
  /** What this mail tells of: however often it is told, there is one mail of it. */
  readonly naturalKey: string;
  readonly accountId: string | null;
  readonly recipient: string;
  readonly sender: string;
  readonly subject: string;
  readonly body: ReactElement | { readonly html: string; readonly text: string };
  readonly attachments?: readonly { readonly fileName: string; readonly documentId: string }[];
};

/** Writes a mail down once, in the caller's transaction or one of its own; the id of the new one, or null. */
export const queueMail = async (ctx: ServiceContext, input: QueueMailInput): Promise<string | null> => {
  const { html, text } = "html" in input.body ? input.body : await renderMail(input.body);
  return inTransaction(ctx, async (inner) => {
    const id = makeId("mai");
    const isNew = await insertMail(inner, {
      id,
      kind: input.kind,
      naturalKey: input.naturalKey,
      accountId: input.accountId,
      recipient: onOneLine(input.recipient),
      sender: onOneLine(input.sender),
      subject: onOneLine(input.subject),
      html,
      text,
      attachments: (input.attachments ?? []).map(({ fileName, documentId }) => ({ fileName, documentId })),
      createdAt: inner.now,
    });
    if (!isNew) return null;
    emitAll(inner, mailQueued, [id]);
    return id;
  });
};

// A line break in a header would begin another header.
const onOneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
