import { listPublishedRatePlans } from "@/server/catalog";
import { invoiceFileName, writeDay, writeMoney, writeQuantity } from "@/server/documents/core";
import { invariant } from "@/server/kernel";
import { listOrdersByIds, type Order } from "@/server/orders";
import type { SubscriptionAction } from "@/server/orders/core";
import { asSystem, type ServiceContext } from "@/server/platform";
import { env } from "@/server/platform/env";
import { findScheduledDay, listSubscriptionsByIds } from "@/server/subscriptions";
import { lineFacts, netFact, taxFacts } from "./amount-facts";
import type { Fact } from "./facts";
import { senderOf } from "./mail-footer";
import { listKnownKeys } from "./mails-store";
import { queueMail } from "./queue-mail";
import { type OrderStory, readOrderStory } from "./read-order-story";
import { SubscriptionChangedMail } from "./subscription-changed/template";
import { words } from "./words";

const changeKey = (orderId: string): string => `subscription_changed:${orderId}`;

/** Tells a subscriber of each change of a subscription: what it is, from which day, and what it costs. */
export const queueChangeMails = async (ctx: ServiceContext, orderIds: readonly string[]): Promise<number> => {
  const known = await listKnownKeys(ctx, orderIds.map(changeKey));
  let queued = 0;
  for (const order of await listOrdersByIds(ctx, orderIds)) {
    if (known.has(changeKey(order.id))) continue;
    if (await queueChange(ctx, await readOrderStory(ctx, order))) queued += 1;
  }
  return queued;
};

const queueChange = async (ctx: ServiceContext, story: OrderStory): Promise<string | null> => {
  const { order, invoice, footer, seller, recipient } = story;
  const { change } = order.draft;
  invariant(change, `Order ${order.id} changes a subscription.`);
  const name = await nameOf(ctx, change.subscriptionId);
  const subject = words("subscriptionChanged.subject", { name });
  const owes = invoice !== null && invoice.balanceMinor > 0n;
  return queueMail(ctx, {
    accountId: order.accountId,
    recipient,
    sender: senderOf(seller),
    kind: "subscription_changed",
    naturalKey: changeKey(order.id),
    subject,
    body: (
      <SubscriptionChangedMail
        {...{ subject, footer }}
        change={sayChange(change.action, name)}
        facts={[...(await factsOfDay(ctx, order)), ...factsOfInvoice(story)]}
        due={owes ? { total: writeMoney(invoice.balanceMinor, invoice.currency), day: writeDay(invoice.dueOn) } : null}
        invoiceNumber={invoice?.number ?? null}
        accountUrl={`${env().APP_ORIGIN}/account`}
      />
    ),
    attachments: invoice ? [{ fileName: invoiceFileName(invoice.number), documentId: invoice.id }] : [],
  });
};

const nameOf = async (ctx: ServiceContext, subscriptionId: string): Promise<string> => {
  const system = asSystem(ctx, "notifications");
  const [subscription] = await listSubscriptionsByIds(system, [subscriptionId]);
  const [charge] = subscription?.charges ?? [];
  const sold = (await listPublishedRatePlans(system)).flatMap((plan) => plan.charges);
  return sold.find(({ id }) => id === charge?.chargeId)?.name ?? words("subscriptionChanged.subscription");
};

const sayChange = (action: SubscriptionAction, name: string): string => {
  switch (action.action) {
    case "change_quantity":
      return words("subscriptionChanged.what.change_quantity", {
        name,
        quantity: writeQuantity(String(action.quantity)),
      });
    case "move_billing_day":
      return words("subscriptionChanged.what.move_billing_day", { name, day: action.day });
    case "apply_coupon":
      return words("subscriptionChanged.what.apply_coupon", { name, coupon: action.coupon });
    default:
      return words(`subscriptionChanged.what.${action.action}`, { name });
  }
};

const factsOfDay = async (ctx: ServiceContext, { id, effectiveOn, draft }: Order): Promise<Fact[]> => {
  const action = draft.change?.action;
  if (!action || !("when" in action)) return [];
  const on = await findScheduledDay(ctx, id);
  const day = on ?? (action.when.kind === "on" && "day" in action.when.at ? action.when.at.day : effectiveOn);
  return [{ key: "day", term: words("subscriptionChanged.day"), value: writeDay(day) }];
};

const factsOfInvoice = ({ invoice }: OrderStory): Fact[] =>
  invoice
    ? [
        ...lineFacts(invoice),
        netFact(invoice),
        ...taxFacts(invoice),
        {
          key: "total",
          term: words("amounts.total"),
          value: writeMoney(invoice.totalMinor, invoice.currency),
          isTotal: true,
        },
      ]
    : [];
