import { cron } from "inngest";
import { queueUnfinishedPaymentMails, retryMails } from "@/server/notifications";
import { defaultGatewayAccess, expireOrders, settleWaitingOrders } from "@/server/orders";
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
