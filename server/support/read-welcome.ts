import { eq } from "drizzle-orm";
import { mails } from "@/db/schema/notifications";
import { type Account, getAccount, getBillTo } from "@/server/accounts";
import type { BillToContact } from "@/server/accounts/core";
import { type NextInvoice, previewNextInvoice } from "@/server/billing";
import { type InvoiceSummary, readInvoiceOfOrder } from "@/server/invoices";
import { addDays, type PlainDate } from "@/server/kernel";
import { type Order, readOrder } from "@/server/orders";
import { findPaymentOfPurpose, type Payment } from "@/server/payments";
import { asSystem, type ServiceContext } from "@/server/platform";
import { findNewestTask, type Product, workspaceUrl } from "@/server/provisioning";
import { listSellers } from "@/server/sellers";
import { listSubscriptionsOfOrder } from "@/server/subscriptions";
import { type NamedSubscription, nameSubscriptions } from "./name-subscriptions";

export type WelcomeItem = {
  readonly key: "payment" | "confirmation" | "invoice" | "workspace" | "access";
  readonly state: "done" | "waiting" | "slow";
  readonly doneAt: Date | null;
};

export type WelcomeView = {
  readonly order: Order;
  readonly account: Account;
  readonly billTo: BillToContact;
  readonly seller: { readonly name: string; readonly city: string };
  readonly invoice: InvoiceSummary | null;
  readonly payment: Payment | null;
  readonly subscription: NamedSubscription | null;
  readonly nextInvoice: NextInvoice | null;
  readonly items: readonly WelcomeItem[];
  readonly isReady: boolean;
  readonly workspaceUrl: string | null;
  readonly withdrawUntil: PlainDate;
};

const slowAfterMs = 10_000;

/** What a paid order has become: each item says done only when it is, the last one only when the product agrees. */
export const readWelcome = async (ctx: ServiceContext, product: Product, orderId: string): Promise<WelcomeView> => {
  const order = await readOrder(ctx, orderId);
  const account = await getAccount(ctx, order.accountId);
  const invoice = await readInvoiceOfOrder(ctx, orderId);
  const payment = await findPaymentOfPurpose(ctx, { kind: "order", id: orderId });
  const [subscription = null] = await nameSubscriptions(ctx, await listSubscriptionsOfOrder(ctx, orderId));
  const seller = (await listSellers(ctx)).find(({ id }) => id === order.sellerId);
  const access = order.status === "completed" ? await readAccess(ctx, product, order.accountId) : null;
  const confirmedAt = await findConfirmation(ctx, orderId);
  const items = itemsOf({ order, invoice, payment, access, confirmedAt });
  const isReady = items.every((item) => item.state === "done");
  return {
    order,
    account,
    billTo: await getBillTo(ctx, account.id),
    seller: { name: seller?.legalName ?? "", city: seller?.city ?? "" },
    invoice,
    payment,
    subscription,
    // Whoever may read the order may read what it will cost next.
    nextInvoice: subscription ? await previewNextInvoice(asSystem(ctx, "welcome"), subscription.id) : null,
    items,
    isReady,
    workspaceUrl: isReady ? workspaceUrl(order.accountId) : null,
    withdrawUntil: addDays(order.effectiveOn, 14),
  };
};

type Access = { readonly workspaceAt: Date | null; readonly doneAt: Date | null; readonly isSlow: boolean };

const readAccess = async (ctx: ServiceContext, product: Product, accountId: string): Promise<Access> => {
  const task = await findNewestTask(ctx, accountId);
  if (!task) return { workspaceAt: null, doneAt: null, isSlow: false };
  // A product that does not answer is not a reason to fail the page: the items stay open.
  const told = await product.readAccess(accountId).catch(() => null);
  const isDone = task.state === "done" && told !== null && told.version >= task.version;
  const isSlow = !isDone && (task.state === "failed" || Date.now() - task.recordedAt.getTime() > slowAfterMs);
  return { workspaceAt: told ? task.createdAt : null, doneAt: isDone ? task.doneAt : null, isSlow };
};

const findConfirmation = async (ctx: ServiceContext, orderId: string): Promise<Date | null> => {
  const [row] = await ctx.db
    .select({ sentAt: mails.sentAt, createdAt: mails.createdAt })
    .from(mails)
    .where(eq(mails.naturalKey, `order_confirmation:${orderId}`));
  return row?.sentAt ? row.createdAt : null;
};

type Parts = {
  readonly order: Order;
  readonly invoice: InvoiceSummary | null;
  readonly payment: Payment | null;
  readonly access: Access | null;
  readonly confirmedAt: Date | null;
};

const itemsOf = ({ order, invoice, payment, access, confirmedAt }: Parts): WelcomeItem[] => {
  const waiting = access?.isSlow ? "slow" : "waiting";
  const item = (key: WelcomeItem["key"], doneAt: Date | null, otherwise: WelcomeItem["state"] = "waiting") =>
    ({ key, state: doneAt ? "done" : otherwise, doneAt }) as const;
  const isFree = order.totalMinor === 0n;
  return [
    ...(isFree ? [] : [item("payment", payment?.state === "succeeded" ? order.completedAt : null)]),
    item("confirmation", confirmedAt),
    ...(isFree ? [] : [item("invoice", invoice?.postedAt ?? null)]),
    item("workspace", access?.workspaceAt ?? null, waiting),
    item("access", access?.doneAt ?? null, waiting),
  ];
};
