import { queueOrderMails, queuePaymentFailedMails } from "@/server/notifications";
import { inngest } from "../../client";
import { events } from "../../events";
import { runVerb } from "../../run-verb";

const completedId = "notifications/send-order-mails";
const failedId = "notifications/send-payment-failed-mails";

export const sendOrderMails = inngest.createFunction(
  { id: completedId, triggers: [events.orderCompleted], retries: 10 },
  async ({ event, step }) => {
    await step.run("queue", () => runVerb(completedId, (ctx) => queueOrderMails(ctx, event.data.ids)));
  },
);

export const sendPaymentFailedMails = inngest.createFunction(
  { id: failedId, triggers: [events.orderPaymentFailed], retries: 10 },
  async ({ event, step }) => {
    await step.run("queue", () => runVerb(failedId, (ctx) => queuePaymentFailedMails(ctx, event.data.ids)));
  },
);
