import { grantOwnership as grant } from "@/server/people";
import { inngest } from "../../client";
import { events } from "../../events";
import { runVerb } from "../../run-verb";

const id = "people/grant-ownership";

export const grantOwnership = inngest.createFunction(
  { id, triggers: [events.accountActivated], retries: 10 },
  async ({ event, step }) => {
    await step.run("grant", () => runVerb(id, (ctx) => grant(ctx, event.data.ids)));
  },
);
