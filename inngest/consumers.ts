import { followUpFailures, recoverCorrected, recoverPayers } from "@/server/dunning";
import { reviseEntitlements } from "@/server/entitlements";
import {
  deliverMails,
  queueChangeMails,
  queueCreditNoteMails,
  queueInvoiceMails,
  queueInvoicePaymentFailedMails,
  queueOrderMails,
  queuePaymentFailedMails,
  queueReceiptMails,
} from "@/server/notifications";
import { applyGatewayEvents } from "@/server/orders";
import { collectDueInvoices, defaultGatewayAccess, forgetCards } from "@/server/payments";
import { grantOwnership } from "@/server/people";
import type { ServiceContext } from "@/server/platform";
import { defaultProduct, planProvisioning, provisionAccount } from "@/server/provisioning";
import { events } from "./events";

export type HeardBatch = { readonly batchId: string; readonly ids: readonly string[] };

/** Who listens to which news, and the verb it calls with the ids. Hearing a batch twice must change nothing. */
export type Consumer = {
  readonly id: string;
  readonly event: (typeof events)[keyof typeof events];
  readonly consume: (ctx: ServiceContext, heard: HeardBatch) => Promise<unknown>;
};

export const consumers: readonly Consumer[] = [
  {
    id: "people/grant-ownership",
    event: events.accountActivated,
    consume: (ctx, { ids }) => grantOwnership(ctx, ids),
  },
  {
    id: "entitlements/grant-entitlements",
    event: events.subscriptionActivated,
    consume: (ctx, { ids }) => reviseEntitlements(ctx, ids),
  },
  {
    id: "entitlements/revise-entitlements",
    event: events.subscriptionChanged,
    consume: (ctx, { ids }) => reviseEntitlements(ctx, ids),
  },
  {
    id: "orders/apply-gateway-events",
    event: events.gatewayEventReceived,
    consume: (ctx, { ids }) => applyGatewayEvents(ctx, defaultGatewayAccess(), ids),
  },
  {
    id: "payments/collect-invoices",
    event: events.invoicePosted,
    consume: (ctx) => collectDueInvoices(ctx, defaultGatewayAccess()),
  },
  {
    id: "payments/forget-cards",
    event: events.paymentMethodRemoved,
    consume: (ctx, { ids }) => forgetCards(ctx, defaultGatewayAccess(), ids),
  },
  {
    id: "notifications/send-order-mails",
    event: events.orderCompleted,
    consume: (ctx, { ids }) => queueOrderMails(ctx, ids),
  },
  {
    id: "notifications/send-change-mails",
    event: events.changePlaced,
    consume: (ctx, { ids }) => queueChangeMails(ctx, ids),
  },
  {
    id: "notifications/send-credit-notes",
    event: events.creditNotePosted,
    consume: (ctx, { ids }) => queueCreditNoteMails(ctx, ids),
  },
  {
    id: "notifications/send-payment-failed-mails",
    event: events.orderPaymentFailed,
    consume: (ctx, { ids }) => queuePaymentFailedMails(ctx, ids),
  },
  {
    id: "notifications/send-invoice-mails",
    event: events.invoicePosted,
    consume: (ctx, { ids }) => queueInvoiceMails(ctx, ids),
  },
  {
    id: "notifications/send-receipts",
    event: events.paymentSucceeded,
    consume: (ctx, { ids }) => queueReceiptMails(ctx, ids),
  },
  {
    id: "dunning/follow-up-failures",
    event: events.paymentFailed,
    consume: (ctx) => followUpFailures(ctx),
  },
  {
    id: "dunning/go-on-after-dispute",
    event: events.disputeDecided,
    consume: async (ctx) => {
      await followUpFailures(ctx);
      await collectDueInvoices(ctx, defaultGatewayAccess());
    },
  },
  {
    id: "dunning/recover-accounts",
    event: events.paymentSucceeded,
    consume: (ctx, { ids }) => recoverPayers(ctx, ids),
  },
  ...[events.creditNotePosted, events.invoiceVoided, events.invoiceWrittenOff].map(
    (event): Consumer => ({
      id: `dunning/recover-after-${event.name.split("/").at(-1)}`,
      event,
      consume: (ctx, { ids }) => recoverCorrected(ctx, ids),
    }),
  ),
  {
    id: "notifications/send-invoice-payment-failed-mails",
    event: events.paymentFailed,
    consume: (ctx, { ids }) => queueInvoicePaymentFailedMails(ctx, ids),
  },
  {
    id: "notifications/deliver-mails",
    event: events.mailQueued,
    consume: (ctx, { ids }) => deliverMails(ctx, ids),
  },
];

/** Works account by account, so that one which the product refuses is tried again without the others. */
export const provisioning = {
  id: "provisioning/provision-accounts",
  event: events.entitlementsChanged,
  plan: (ctx: ServiceContext, { ids, batchId }: HeardBatch) => planProvisioning(ctx, ids, batchId),
  provision: (ctx: ServiceContext, accountId: string) => provisionAccount(ctx, defaultProduct(), accountId),
} as const;
