import { writeCard, writeDay, writeMoney } from "@/server/documents/core";
import { dayInZone } from "@/server/kernel";
import { listOrdersByIds, type Order, resumeTokenOf } from "@/server/orders";
import { findPaymentOfPurpose, listPaymentsAwaitingPayer, type Payment } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { env } from "@/server/platform/env";
import type { Fact } from "./facts";
import { senderOf } from "./mail-footer";
import { listKnownKeys } from "./mails-store";
import { PaymentFailedMail } from "./payment-failed/template";
import { PaymentUnfinishedMail } from "./payment-unfinished/template";
import { queueMail } from "./queue-mail";
import { type OrderStory, readOrderStory } from "./read-order-story";
import { words } from "./words";

const abandonedAfterSeconds = 120;
const pageSize = 100;

const failedKey = (paymentId: string): string => `payment_failed:${paymentId}`;
const unfinishedKey = (paymentId: string): string => `payment_unfinished:${paymentId}`;

/** Tells buyers whose card was declined why, and how to go on; one who has paid or is paying again is left alone. */
export const queuePaymentFailedMails = async (ctx: ServiceContext, orderIds: readonly string[]): Promise<number> => {
  let queued = 0;
  for (const order of await listOrdersByIds(ctx, orderIds)) {
    const payment = await findPaymentOfPurpose(ctx, { kind: "order", id: order.id });
    if (order.status !== "payment_failed" || payment?.state !== "failed" || isForOwner(order)) continue;
    if (await queueFailed(ctx, { ...(await readOrderStory(ctx, order)), payment })) queued += 1;
  }
  return queued;
};

// Whoever changed a subscription for its owner is told on the spot; the owner has no checkout to go back to.
const isForOwner = ({ draft }: Order): boolean => draft.change !== undefined;

/** The sweep over payments that wait for the buyer's bank because the buyer has left: one mail for each. */
export const queueUnfinishedPaymentMails = async (ctx: ServiceContext): Promise<number> => {
  const waiting = await listPaymentsAwaitingPayer(ctx, {
    purposeKind: "order",
    ageSeconds: abandonedAfterSeconds,
    limit: pageSize,
  });
  const known = await listKnownKeys(
    ctx,
    waiting.map(({ id }) => unfinishedKey(id)),
  );
  const untold = waiting.filter(({ id }) => !known.has(unfinishedKey(id)));
  const orders = await listOrdersByIds(
    ctx,
    untold.map(({ purposeId }) => purposeId),
  );
  let queued = 0;
  for (const payment of untold) {
    const order = orders.find(({ id }) => id === payment.purposeId);
    if (order?.status !== "awaiting_payment" || minutesLeft(order) < 1) continue;
    if (await queueUnfinished(ctx, { ...(await readOrderStory(ctx, order)), payment })) queued += 1;
  }
  return queued;
};

// How long a link opens something is told in the system's time, whatever the business clock says.
const minutesLeft = ({ resumableUntil }: Order): number =>
  resumableUntil ? Math.round((resumableUntil.getTime() - Date.now()) / 60_000) : 0;

type PaymentStory = OrderStory & { readonly payment: Payment };

const queueFailed = (ctx: ServiceContext, story: PaymentStory): Promise<string | null> => {
  const { payment, footer } = story;
  const total = writeMoney(payment.amountMinor, payment.currency);
  const subject = words("paymentFailed.subject", { total });
  const card = writeCard(payment.cardBrand, payment.cardLast4);
  const facts: Fact[] = [
    { key: "amount", term: words("paymentFailed.amount"), value: total },
    { key: "tried", term: words("paymentFailed.tried"), value: triedOn(story) },
    ...(card ? [{ key: "card", term: words("paymentFailed.card"), value: card }] : []),
    { key: "order", term: words("paymentFailed.order"), value: story.order.id, isReference: true },
  ];
  const reason = payment.declineReason ?? "bank_declined";
  return queueMail(ctx, {
    ...envelopeOf(story),
    kind: "payment_failed",
    naturalKey: failedKey(payment.id),
    subject,
    body: <PaymentFailedMail {...{ subject, reason, total, facts, footer, ...resumeOf(story) }} />,
  });
};

const queueUnfinished = (ctx: ServiceContext, story: PaymentStory): Promise<string | null> => {
  const { payment, footer } = story;
  const total = writeMoney(payment.amountMinor, payment.currency);
  const subject = words("paymentUnfinished.subject", { total });
  const facts: Fact[] = [
    { key: "amount", term: words("paymentUnfinished.amount"), value: total },
    { key: "started", term: words("paymentUnfinished.started"), value: triedOn(story) },
    { key: "order", term: words("paymentUnfinished.order"), value: story.order.id, isReference: true },
  ];
  return queueMail(ctx, {
    ...envelopeOf(story),
    kind: "payment_unfinished",
    naturalKey: unfinishedKey(payment.id),
    subject,
    body: <PaymentUnfinishedMail {...{ subject, facts, footer, ...resumeOf(story) }} />,
  });
};

const envelopeOf = ({ order, recipient, seller }: OrderStory) => ({
  accountId: order.accountId,
  recipient,
  sender: senderOf(seller),
});

const triedOn = ({ payment, account }: PaymentStory): string =>
  writeDay(dayInZone(payment.createdAt, account.timeZone));

const resumeOf = ({ order }: PaymentStory) => ({
  resumeUrl: `${env().APP_ORIGIN}/checkout/${order.draftId}/resume?token=${resumeTokenOf(order.id)}`,
  minutes: Math.max(1, minutesLeft(order)),
});
