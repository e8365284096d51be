import { getAccount, getBillTo } from "@/server/accounts";
import { type InvoiceDocument, readInvoiceDocument } from "@/server/documents";
import { invoiceFileName, writeCard, writeDay, writeMoney, writePeriod } from "@/server/documents/core";
import { dayInZone } from "@/server/kernel";
import { findPayment, listDefaultMethods, type Payment, payTokenOf } from "@/server/payments";
import { asSystem, type ServiceContext } from "@/server/platform";
import { env } from "@/server/platform/env";
import { lineFacts, netFact, taxFacts } from "./amount-facts";
import type { Fact } from "./facts";
import { InvoiceMail } from "./invoice/template";
import { InvoicePaymentFailedMail } from "./invoice-payment-failed/template";
import { footerOf, senderOf } from "./mail-footer";
import { listKnownKeys } from "./mails-store";
import { queueMail } from "./queue-mail";
import { ReceiptMail } from "./receipt/template";
import { words } from "./words";

const invoiceKey = (invoiceId: string): string => `invoice:${invoiceId}`;
const receiptKey = (paymentId: string): string => `receipt:${paymentId}`;
const failedKey = (paymentId: string): string => `invoice_payment_failed:${paymentId}`;

type Story = {
  readonly invoice: InvoiceDocument;
  readonly timeZone: string;
  readonly card: string | null;
  readonly invoiceUrl: string;
  readonly envelope: { readonly accountId: string; readonly recipient: string; readonly sender: string };
};

const readStory = async (ctx: ServiceContext, invoiceId: string): Promise<Story> => {
  const system = asSystem(ctx, "notifications");
  const invoice = await readInvoiceDocument(system, invoiceId);
  const { timeZone } = await getAccount(system, invoice.accountId);
  const { email } = await getBillTo(system, invoice.accountId);
  const method = (await listDefaultMethods(system, [invoice.accountId])).get(invoice.accountId);
  return {
    invoice,
    timeZone,
    card: method ? writeCard(method.brand, method.last4) : null,
    invoiceUrl: `${env().APP_ORIGIN}/account/invoices/${invoice.id}`,
    envelope: { accountId: invoice.accountId, recipient: email, sender: senderOf(invoice.seller) },
  };
};

/** Writes the mail with the invoice of each renewal; what an order posted is told by its confirmation. */
export const queueInvoiceMails = async (ctx: ServiceContext, invoiceIds: readonly string[]): Promise<number> => {
  const known = await listKnownKeys(ctx, invoiceIds.map(invoiceKey));
  let queued = 0;
  for (const id of invoiceIds) {
    if (known.has(invoiceKey(id))) continue;
    const story = await readStory(ctx, id);
    if (story.invoice.orderId === null && (await queueInvoice(ctx, story))) queued += 1;
  }
  return queued;
};

const queueInvoice = (ctx: ServiceContext, { invoice, card, invoiceUrl, envelope }: Story): Promise<string | null> => {
  const total = writeMoney(invoice.totalMinor, invoice.currency);
  const kind = invoice.isCreditNote ? "credit_note" : (invoice.amends?.kind ?? "invoice");
  const subject = words("invoice.subject", { kind, number: invoice.number, total });
  const dueOn = writeDay(invoice.dueOn);
  const facts: Fact[] = [
    ...lineFacts(invoice),
    ...taxFacts(invoice),
    { key: "total", term: words("amounts.total"), value: total, isTotal: true },
    { key: "number", term: words("invoice.number", { kind }), value: invoice.number, isReference: true },
    ...amendedFacts(invoice),
    ...(invoice.isCreditNote ? [] : [{ key: "due", term: words("invoice.due"), value: dueOn }]),
  ];
  return queueMail(ctx, {
    ...envelope,
    kind: "invoice",
    naturalKey: invoiceKey(invoice.id),
    subject,
    body: (
      <InvoiceMail
        {...{ kind, subject, dueOn, card, facts, invoiceUrl }}
        number={invoice.number}
        period={writePeriod({ start: invoice.periodStartOn, end: invoice.periodEndOn })}
        footer={footerOf(invoice.seller)}
      />
    ),
    attachments: [{ fileName: invoiceFileName(invoice.number), documentId: invoice.id }],
  });
};

const amendedFacts = ({ amends, corrects }: InvoiceDocument): Fact[] => [
  ...(amends
    ? [
        {
          key: "amends",
          term: words(amends.kind === "debit_note" ? "invoice.addsTo" : "invoice.replaces"),
          value: amends.number,
          isReference: true,
        },
      ]
    : []),
  ...corrects.map(({ number }) => ({
    key: `corrects-${number}`,
    term: words("invoice.corrects"),
    value: number,
    isReference: true,
  })),
];

/** Writes the receipt of each payment of an invoice; what paid an order is receipted with it. */
export const queueReceiptMails = (ctx: ServiceContext, paymentIds: readonly string[]): Promise<number> =>
  queueOfPayments(ctx, paymentIds, receiptKey, queueReceipt);

/** Tells whom a renewal is billed to that their card was declined, why, and where to pay. */
export const queueInvoicePaymentFailedMails = (ctx: ServiceContext, paymentIds: readonly string[]): Promise<number> =>
  queueOfPayments(ctx, paymentIds, failedKey, queueFailedUnlessSeen);

const queueOfPayments = async (
  ctx: ServiceContext,
  paymentIds: readonly string[],
  keyOf: (paymentId: string) => string,
  queue: (ctx: ServiceContext, story: Story, payment: Payment) => Promise<string | null>,
): Promise<number> => {
  const known = await listKnownKeys(ctx, paymentIds.map(keyOf));
  let queued = 0;
  for (const id of paymentIds) {
    const payment = known.has(keyOf(id)) ? null : await findPayment(ctx, id);
    if (payment?.purposeKind !== "invoice") continue;
    if (await queue(ctx, await readStory(ctx, payment.purposeId), payment)) queued += 1;
  }
  return queued;
};

const queueReceipt = (ctx: ServiceContext, story: Story, payment: Payment): Promise<string | null> => {
  const { invoice, envelope, timeZone } = story;
  const total = writeMoney(payment.amountMinor, payment.currency);
  const paidOn = writeDay(dayInZone(payment.createdAt, timeZone));
  const card = writeCard(payment.cardBrand, payment.cardLast4);
  const subject = words("receipt.subject", { total, number: invoice.number });
  const facts: Fact[] = [
    { key: "paidOn", term: words("receipt.paidOn"), value: paidOn },
    ...(card ? [{ key: "card", term: words("receipt.paidBy"), value: card }] : []),
    { key: "invoice", term: words("receipt.invoice"), value: invoice.number, isReference: true },
    netFact(invoice),
    ...taxFacts(invoice),
    { key: "paid", term: words("receipt.paid"), value: total, isTotal: true },
  ];
  return queueMail(ctx, {
    ...envelope,
    kind: "receipt",
    naturalKey: receiptKey(payment.id),
    subject,
    body: (
      <ReceiptMail
        {...{ subject, total, paidOn, card, facts }}
        isSettled={invoice.balanceMinor === 0n}
        accountUrl={story.invoiceUrl}
        seller={invoice.seller.legalName}
        footer={footerOf(invoice.seller)}
      />
    ),
  });
};

// Who typed a card into the page of the link has been told there, and may be nobody the account's mails go to.
const queueFailedUnlessSeen = async (ctx: ServiceContext, story: Story, payment: Payment): Promise<string | null> =>
  payment.methodToken === null ? queueFailed(ctx, story, payment) : null;

const queueFailed = (ctx: ServiceContext, story: Story, payment: Payment): Promise<string | null> => {
  const { invoice, envelope, timeZone } = story;
  const total = writeMoney(payment.amountMinor, payment.currency);
  const subject = words("invoicePaymentFailed.subject", { total, number: invoice.number });
  const card = writeCard(payment.cardBrand, payment.cardLast4) ?? story.card;
  const facts: Fact[] = [
    { key: "amount", term: words("invoicePaymentFailed.amount"), value: total },
    {
      key: "tried",
      term: words("invoicePaymentFailed.tried"),
      value: writeDay(dayInZone(payment.createdAt, timeZone)),
    },
    ...(card ? [{ key: "card", term: words("invoicePaymentFailed.card"), value: card }] : []),
    { key: "invoice", term: words("invoicePaymentFailed.invoice"), value: invoice.number, isReference: true },
  ];
  return queueMail(ctx, {
    ...envelope,
    kind: "invoice_payment_failed",
    naturalKey: failedKey(payment.id),
    subject,
    body: (
      <InvoicePaymentFailedMail
        {...{ subject, total, facts }}
        reason={payment.declineReason ?? "bank_declined"}
        payUrl={`${env().APP_ORIGIN}/pay/${payTokenOf(invoice.id)}`}
        footer={footerOf(invoice.seller)}
      />
    ),
  });
};
