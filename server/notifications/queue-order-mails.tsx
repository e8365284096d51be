import type { InvoiceDocument } from "@/server/documents";
import { invoiceFileName, writeCard, writeDay, writeMoney } from "@/server/documents/core";
import { addDays, dayInZone } from "@/server/kernel";
import { listOrdersByIds, type Order, previewOrder } from "@/server/orders";
import { asSystem, inTransaction, type ServiceContext } from "@/server/platform";
import { env } from "@/server/platform/env";
import { euCountries } from "@/server/sellers/core";
import { toPoint } from "@/server/subscriptions/core";
import { type Amounts, lineFacts, lineName, netFact, taxFacts } from "./amount-facts";
import type { Fact } from "./facts";
import { senderOf } from "./mail-footer";
import { listKnownKeys } from "./mails-store";
import { OrderConfirmationMail } from "./order-confirmation/template";
import { type QueueMailInput, queueMail } from "./queue-mail";
import { type OrderStory, readOrderStory } from "./read-order-story";
import { ReceiptMail } from "./receipt/template";
import { words } from "./words";

const confirmationKey = (orderId: string): string => `order_confirmation:${orderId}`;
const receiptKey = (orderId: string): string => `receipt:${orderId}`;

/** Writes what a buyer gets for an order: its confirmation with the invoice, and a receipt if it was paid. */
export const queueOrderMails = async (ctx: ServiceContext, orderIds: readonly string[]): Promise<number> => {
  const known = await listKnownKeys(ctx, orderIds.map(confirmationKey));
  const orders = await listOrdersByIds(ctx, orderIds);
  let queued = 0;
  for (const order of orders) {
    if (order.status !== "completed" || known.has(confirmationKey(order.id))) continue;
    queued += await queueMailsOfOrder(ctx, order);
  }
  return queued;
};

const queueMailsOfOrder = async (ctx: ServiceContext, order: Order): Promise<number> => {
  const story = await readOrderStory(ctx, order);
  const mails = [await confirmationOf(ctx, story), ...receiptsOf(story)];
  return inTransaction(ctx, async (inner) => {
    const ids = [];
    for (const mail of mails) ids.push(await queueMail(inner, mail));
    return ids.filter((id) => id !== null).length;
  });
};

type Envelope = Pick<QueueMailInput, "accountId" | "recipient" | "sender">;

const envelopeOf = ({ order, recipient, seller }: OrderStory): Envelope => ({
  accountId: order.accountId,
  recipient,
  sender: senderOf(seller),
});

const confirmationOf = async (ctx: ServiceContext, story: OrderStory): Promise<QueueMailInput> => {
  const { order, account, seller, invoice, footer } = story;
  const { preview } = await previewOrder(
    asSystem(ctx, "notifications"),
    order.draft,
    toPoint(order.effectiveOn, order.effectiveAt),
  );
  const amounts: Amounts = invoice ?? {
    currency: order.currency,
    lines: preview.document.lines.map((line) => ({ ...line, netMinor: line.net.minor })),
    taxes: preview.document.taxes,
    subtotalMinor: preview.document.net.minor,
    totalMinor: preview.document.total.minor,
  };
  const [next] = preview.future;
  const total = writeMoney(amounts.totalMinor, amounts.currency);
  const plan = amounts.lines.map(lineName).join(", ") || words("orderConfirmation.order");
  const subject = words("orderConfirmation.subject", { plan, total });
  return {
    ...envelopeOf(story),
    kind: "order_confirmation",
    naturalKey: confirmationKey(order.id),
    subject,
    body: (
      <OrderConfirmationMail
        subject={subject}
        seller={seller.legalName}
        day={writeDay(dayInZone(order.completedAt ?? order.placedAt, account.timeZone))}
        total={total}
        amounts={amountFacts(amounts)}
        references={references(story)}
        isFree={amounts.totalMinor === 0n}
        renewal={
          next && next.total.minor > 0n
            ? { day: writeDay(next.on), total: writeMoney(next.total.minor, next.total.currency) }
            : null
        }
        invoiceNumber={invoice?.number ?? null}
        withdrawUntil={mayWithdraw(story) ? writeDay(addDays(order.effectiveOn, withdrawalDays)) : null}
        orderUrl={`${env().APP_ORIGIN}/welcome/${order.id}`}
        accountUrl={`${env().APP_ORIGIN}/account`}
        footer={footer}
      />
    ),
    attachments: invoice ? [{ fileName: invoiceFileName(invoice.number), documentId: invoice.id }] : [],
  };
};

const withdrawalDays = 14;

// Consumers of the Union (Directive 2011/83/EU, article 9) and of Britain (its regulations of 2013).
const mayWithdraw = ({ account }: OrderStory): boolean =>
  account.kind === "personal" && [...euCountries, "GB"].includes(account.country);

const amountFacts = (amounts: Amounts): Fact[] => [
  ...lineFacts(amounts),
  ...(amounts.totalMinor > 0n ? taxFacts(amounts) : []),
  {
    key: "total",
    term: words("amounts.total"),
    value: writeMoney(amounts.totalMinor, amounts.currency),
    isTotal: true,
  },
];

const references = ({ order, account }: OrderStory): Fact[] => [
  { key: "order", term: words("orderConfirmation.order"), value: order.id, isReference: true },
  { key: "account", term: words("orderConfirmation.account"), value: account.reference, isReference: true },
];

const receiptsOf = (story: OrderStory): QueueMailInput[] => {
  const { invoice } = story;
  const [payment] = invoice?.payments ?? [];
  return invoice && payment ? [receiptOf(story, invoice, payment)] : [];
};

const receiptOf = (
  story: OrderStory,
  invoice: InvoiceDocument,
  payment: InvoiceDocument["payments"][number],
): QueueMailInput => {
  const { order, seller, footer } = story;
  const total = writeMoney(payment.amountMinor, payment.currency);
  const paidOn = writeDay(payment.appliedOn);
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
  const accountUrl = `${env().APP_ORIGIN}/account`;
  return {
    ...envelopeOf(story),
    kind: "receipt",
    naturalKey: receiptKey(order.id),
    subject,
    body: (
      <ReceiptMail
        {...{ subject, total, paidOn, card, facts, accountUrl, footer }}
        isSettled
        seller={seller.legalName}
      />
    ),
  };
};
