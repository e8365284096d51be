import { cron } from "inngest";
import { resumeBillRuns, startDueBillRuns } from "@/server/billing";
import { settleRefunds } from "@/server/corrections";
import { expireCredit } from "@/server/credits";
import { runDunning } from "@/server/dunning";
import { queueUnfinishedPaymentMails, retryMails } from "@/server/notifications";
import { recognizeDueRevenue } from "@/server/operations";
import { expireOrders, settleWaitingOrders } from "@/server/orders";
import { collectDueInvoices, defaultGatewayAccess, settleInvoicePayments } from "@/server/payments";
import { sweepCron } from "@/server/platform";
import { defaultProduct, retryProvisioning } from "@/server/provisioning";
import { inngest } from "../client";
import { runVerb } from "../run-verb";

const everyMinute = cron("TZ=UTC * * * * *");

/** What a request or a killed process left behind: due and not done, whatever tick finds it. */
export const settleOrdersEveryMinute = inngest.createFunction(
  { id: "orders/settle-waiting-orders", triggers: [everyMinute], retries: 2 },
  async ({ step }) => {
    const id = "orders/settle-waiting-orders";
    await step.run("settle", () => runVerb(id, (ctx) => settleWaitingOrders(ctx, defaultGatewayAccess())));
    await step.run("refunds", () => runVerb(id, (ctx) => settleRefunds(ctx, defaultGatewayAccess().gateway)));
    await step.run("expire", () => runVerb(id, (ctx) => expireOrders(ctx, defaultGatewayAccess())));
    await step.run("tell", () => runVerb(id, (ctx) => queueUnfinishedPaymentMails(ctx)));
  },
);

export const retryProvisioningEveryMinute = inngest.createFunction(
  { id: "provisioning/retry-tasks", triggers: [everyMinute], retries: 2 },
  async ({ step }) => {
    const id = "provisioning/retry-tasks";
    await step.run("retry", () => runVerb(id, (ctx) => retryProvisioning(ctx, defaultProduct())));
  },
);

export const retryMailsEveryMinute = inngest.createFunction(
  { id: "notifications/retry-mails", triggers: [everyMinute], retries: 2 },
  async ({ step }) => {
    const id = "notifications/retry-mails";
    await step.run("retry", () => runVerb(id, (ctx) => retryMails(ctx)));
  },
);

/**
 * The billing day in real time: opens runs for what has fallen due, calls again for billers that were lost, recognizes
 * what a month has earned, ends credit whose day has come. Each step finds its own work, so a tick missed is a tick later.
 */
export const billEveryPeriod = inngest.createFunction(
  { id: "operations/bill-every-period", triggers: [cron(sweepCron())], retries: 2, concurrency: { limit: 1 } },
  async ({ step }) => {
    const id = "operations/bill-every-period";
    await step.run("resume", () => runVerb(id, (ctx) => resumeBillRuns(ctx)));
    await step.run("bill", () => runVerb(id, (ctx) => startDueBillRuns(ctx)));
    await step.run("collect", () => runVerb(id, (ctx) => collectDueInvoices(ctx, defaultGatewayAccess())));
    await step.run("settle", () => runVerb(id, (ctx) => settleInvoicePayments(ctx, defaultGatewayAccess())));
    await step.run("dun", () => runVerb(id, (ctx) => runDunning(ctx)));
    await step.run("recognize", () => runVerb(id, (ctx) => recognizeDueRevenue(ctx)));
    await step.run("expire", () => runVerb(id, (ctx) => expireCredit(ctx)));
  },
);
