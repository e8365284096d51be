import { getAccount } from "@/server/accounts";
import { type InvoiceSummary, readInvoiceOfOrder } from "@/server/invoices";
import { addDays, type PlainDate } from "@/server/kernel";
import { type Order, readOrder } from "@/server/orders";
import { findPaymentOfPurpose, type Payment } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { findNewestTask, type Product, workspaceUrl } from "@/server/provisioning";
import { listSubscriptionsOfOrder, type Subscription } from "@/server/subscriptions";

export type WelcomeItem = {
  readonly key: "payment" | "invoice" | "workspace" | "access";
  readonly state: "done" | "waiting" | "slow";
  readonly doneAt: Date | null;
};

export type WelcomeView = {
  readonly order: Order;
  readonly accountReference: string;
  readonly buyerKind: "personal" | "business";
  readonly invoice: InvoiceSummary | null;
  readonly payment: Payment | null;
  readonly subscription: Subscription | null;
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
  const [subscription = null] = await listSubscriptionsOfOrder(ctx, orderId);
  const access = order.status === "completed" ? await readAccess(ctx, product, order.accountId) : null;
  const items = itemsOf({ order, invoice, payment, access });
  const isReady = items.every((item) => item.state === "done");
  return {
    order,
    accountReference: account.reference,
    buyerKind: account.kind,
    invoice,
    payment,
    subscription,
    items,
    isReady,
    workspaceUrl: isReady ? workspaceUrl(order.accountId) : null,
    withdrawUntil: addDays(order.effectiveOn, 14),
  };
};

type Access = { readonly hasTask: boolean; readonly doneAt: Date | null; readonly isSlow: boolean };

const readAccess = async (ctx: ServiceContext, product: Product, accountId: string): Promise<Access> => {
  const task = await findNewestTask(ctx, accountId);
  if (!task) return { hasTask: false, doneAt: null, isSlow: false };
  const isDone = task.state === "done" && (await agrees(product, accountId, task.version));
  const isSlow = !isDone && (task.state === "failed" || Date.now() - task.recordedAt.getTime() > slowAfterMs);
  return { hasTask: true, doneAt: isDone ? task.doneAt : null, isSlow };
};

// A product that does not answer is not a reason to fail the page: the item stays open.
const agrees = (product: Product, accountId: string, version: bigint): Promise<boolean> =>
  product.hasAccess(accountId, version).catch(() => false);

type Parts = {
  readonly order: Order;
  readonly invoice: InvoiceSummary | null;
  readonly payment: Payment | null;
  readonly access: Access | null;
};

const itemsOf = ({ order, invoice, payment, access }: Parts): WelcomeItem[] => {
  const isCompleted = order.status === "completed";
  const money: WelcomeItem[] =
    order.totalMinor === 0n
      ? []
      : [
          { key: "payment", state: payment?.state === "succeeded" ? "done" : "waiting", doneAt: order.completedAt },
          { key: "invoice", state: invoice ? "done" : "waiting", doneAt: invoice?.postedAt ?? null },
        ];
  const waiting = access?.isSlow ? "slow" : "waiting";
  return [
    ...money,
    { key: "workspace", state: isCompleted && access?.hasTask ? "done" : "waiting", doneAt: order.completedAt },
    { key: "access", state: access?.doneAt ? "done" : waiting, doneAt: access?.doneAt ?? null },
  ];
};
