import { getAccount, getBillTo } from "@/server/accounts";
import { readCreditNoteDocument } from "@/server/documents";
import { invoiceFileName, writeDay, writeMoney } from "@/server/documents/core";
import { asSystem, type ServiceContext } from "@/server/platform";
import { env } from "@/server/platform/env";
import { CreditNoteMail } from "./credit-note/template";
import type { Fact } from "./facts";
import { footerOf, senderOf } from "./mail-footer";
import { listKnownKeys } from "./mails-store";
import { queueMail } from "./queue-mail";
import { words } from "./words";

const noteKey = (creditNoteId: string): string => `credit_note:${creditNoteId}`;

/** Sends each credit note to whom its invoice went, with what is left of that. */
export const queueCreditNoteMails = async (ctx: ServiceContext, creditNoteIds: readonly string[]): Promise<number> => {
  const known = await listKnownKeys(ctx, creditNoteIds.map(noteKey));
  let queued = 0;
  for (const id of creditNoteIds) {
    if (!known.has(noteKey(id)) && (await queueCreditNote(asSystem(ctx, "notifications"), id))) queued += 1;
  }
  return queued;
};

const queueCreditNote = async (ctx: ServiceContext, id: string): Promise<string | null> => {
  const note = await readCreditNoteDocument(ctx, id);
  const { invoice, number, currency } = note;
  const { id: accountId } = await getAccount(ctx, invoice.accountId);
  const { email } = await getBillTo(ctx, accountId);
  const total = writeMoney(note.totalMinor, currency);
  const heldMinor = note.totalMinor - note.appliedMinor;
  const subject = words("creditNote.subject", { number, total });
  const facts: Fact[] = [
    { key: "number", term: words("creditNote.number"), value: number, isReference: true },
    { key: "day", term: words("creditNote.day"), value: writeDay(note.issueOn) },
    { key: "net", term: words("amounts.net"), value: writeMoney(note.netMinor, currency) },
    { key: "tax", term: words("creditNote.tax"), value: writeMoney(note.taxMinor, currency) },
    { key: "total", term: words("creditNote.total"), value: total, isTotal: true },
  ];
  return queueMail(ctx, {
    accountId,
    recipient: email,
    sender: senderOf(invoice.seller),
    kind: "credit_note",
    naturalKey: noteKey(id),
    subject,
    body: (
      <CreditNoteMail
        {...{ subject, number, facts }}
        invoiceNumber={invoice.number}
        balance={invoice.balanceMinor > 0n ? writeMoney(invoice.balanceMinor, currency) : null}
        held={heldMinor > 0n ? writeMoney(heldMinor, currency) : null}
        invoiceUrl={`${env().APP_ORIGIN}/account/invoices/${invoice.id}`}
        footer={footerOf(invoice.seller)}
      />
    ),
    attachments: [{ fileName: invoiceFileName(number), documentId: id }],
  });
};
