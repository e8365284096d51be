import { grantEntitlements as grant } from "@/server/entitlements";
import { inngest } from "../../client";
import { events } from "../../events";
import { runVerb } from "../../run-verb";

const id = "entitlements/grant-entitlements";

export const grantEntitlements = inngest.createFunction(
  { id, triggers: [events.subscriptionActivated], retries: 10 },
  async ({ event, step }) => {
    await step.run("grant", () => runVerb(id, (ctx) => grant(ctx, event.data.ids)));
  },
);
