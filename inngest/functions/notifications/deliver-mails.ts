import { deliverMails as deliver } from "@/server/notifications";
import { inngest } from "../../client";
import { events } from "../../events";
import { runVerb } from "../../run-verb";

const id = "notifications/deliver-mails";

export const deliverMails = inngest.createFunction(
  { id, triggers: [events.mailQueued], retries: 10 },
  async ({ event, step }) => {
    await step.run("deliver", () => runVerb(id, (ctx) => deliver(ctx, event.data.ids)));
  },
);
