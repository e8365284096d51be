import { listPublishedRatePlans } from "@/server/catalog";
import { invoiceFileName, writeDay, writeMoney, writeQuantity } from "@/server/documents/core";
import { invariant, localDayOf } from "@/server/kernel";
import { listOrdersByIds } from "@/server/orders";
import type { SubscriptionAction } from "@/server/orders/core";
import { asSystem, type ServiceContext } from "@/server/platform";
import { env } from "@/server/platform/env";
import { findScheduledDay, listSubscriptionsByIds } from "@/server/subscriptions";
import { readPoint } from "@/server/subscriptions/core";
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
  const plans = await listPublishedRatePlans(asSystem(ctx, "notifications"));
  let queued = 0;
  for (const order of await listOrdersByIds(ctx, orderIds)) {
    if (known.has(changeKey(order.id))) continue;
    if (await queueChange(ctx, await readOrderStory(ctx, order), plans)) queued += 1;
  }
  return queued;
};

const queueChange = async (ctx: ServiceContext, story: OrderStory, plans: Plans): Promise<string | null> => {
  const { order, invoice, footer, seller, recipient } = story;
  const { change } = order.draft;
  invariant(change, `Order ${order.id} changes a subscription.`);
  const name = await nameOf(ctx, change.subscriptionId, plans);
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
        change={sayChange(change.action, name, plans)}
        facts={[...(await factsOfDay(ctx, story)), ...factsOfInvoice(story)]}
        due={owes ? { total: writeMoney(invoice.balanceMinor, invoice.currency), day: writeDay(invoice.dueOn) } : null}
        invoiceNumber={invoice?.number ?? null}
        accountUrl={`${env().APP_ORIGIN}/account`}
      />
    ),
    attachments: invoice ? [{ fileName: invoiceFileName(invoice.number), documentId: invoice.id }] : [],
  });
};

type Plans = Awaited<ReturnType<typeof listPublishedRatePlans>>;

const nameOf = async (ctx: ServiceContext, subscriptionId: string, plans: Plans): Promise<string> => {
  const system = asSystem(ctx, "notifications");
  const [subscription] = await listSubscriptionsByIds(system, [subscriptionId]);
  const [charge] = subscription?.charges ?? [];
  const sold = plans.flatMap((plan) => plan.charges).find(({ id }) => id === charge?.chargeId);
  return sold?.name ?? words("subscriptionChanged.subscription");
};

const planNames = (keys: readonly string[], plans: Plans): string =>
  keys.map((wanted) => plans.find(({ key, isOnSale }) => key === wanted && isOnSale)?.name ?? wanted).join(", ");

const sayChange = (action: SubscriptionAction, name: string, plans: Plans): string => {
  switch (action.action) {
    case "change_plan":
      return words("subscriptionChanged.what.change_plan", {
        name,
        plan: planNames(
          action.ratePlans.map(({ key }) => key),
          plans,
        ),
      });
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

const factsOfDay = async (ctx: ServiceContext, { order, account }: OrderStory): Promise<Fact[]> => {
  const action = order.draft.change?.action;
  if (!action || !("when" in action)) return [];
  const asked = action.when.kind === "on" ? localDayOf(readPoint(action.when.at), account.timeZone) : order.effectiveOn;
  const day = (await findScheduledDay(ctx, order.id)) ?? asked;
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
