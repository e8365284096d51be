import { eventType } from "inngest";
import { z } from "zod";
import { accountActivated } from "@/server/accounts/events";
import { billRunRangeOpened } from "@/server/billing/events";
import { creditNotePosted, invoiceVoided, invoiceWrittenOff } from "@/server/corrections/events";
import { entitlementsChanged } from "@/server/entitlements/events";
import { invoicePosted } from "@/server/invoices/events";
import { mailQueued } from "@/server/notifications/events";
import { changePlaced, orderCompleted, orderPaymentFailed } from "@/server/orders/events";
import {
  disputeDecided,
  gatewayEventReceived,
  paymentFailed,
  paymentMethodRemoved,
  paymentSucceeded,
} from "@/server/payments/events";
import { subscriptionActivated, subscriptionChanged } from "@/server/subscriptions/events";

// Additive only: an event of an older shape that fails its schema would end its run without a retry.
const batch = z.object({ batchId: z.string(), ids: z.array(z.string()) });

const batchOf = <Name extends string>(name: Name) => eventType(name, { schema: batch });

/** One event type for each batch name of the outbox that some function listens to. */
export const events = {
  accountActivated: batchOf(accountActivated),
  subscriptionActivated: batchOf(subscriptionActivated),
  subscriptionChanged: batchOf(subscriptionChanged),
  invoicePosted: batchOf(invoicePosted),
  creditNotePosted: batchOf(creditNotePosted),
  invoiceVoided: batchOf(invoiceVoided),
  invoiceWrittenOff: batchOf(invoiceWrittenOff),
  billRunRangeOpened: batchOf(billRunRangeOpened),
  entitlementsChanged: batchOf(entitlementsChanged),
  orderCompleted: batchOf(orderCompleted),
  orderPaymentFailed: batchOf(orderPaymentFailed),
  changePlaced: batchOf(changePlaced),
  paymentFailed: batchOf(paymentFailed),
  paymentSucceeded: batchOf(paymentSucceeded),
  paymentMethodRemoved: batchOf(paymentMethodRemoved),
  disputeDecided: batchOf(disputeDecided),
  gatewayEventReceived: batchOf(gatewayEventReceived),
  mailQueued: batchOf(mailQueued),
};
