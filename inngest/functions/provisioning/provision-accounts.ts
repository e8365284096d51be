import { inngest } from "../../client";
import { provisioning } from "../../consumers";
import { runVerb } from "../../run-verb";

const { id } = provisioning;

export const provisionAccounts = inngest.createFunction(
  { id, triggers: [provisioning.event], retries: 20 },
  async ({ event, step }) => {
    await step.run("plan", () => runVerb(id, (ctx) => provisioning.plan(ctx, event.data)));
    for (const accountId of event.data.ids) {
      await step.run(`provision ${accountId}`, () => runVerb(id, (ctx) => provisioning.provision(ctx, accountId)));
    }
  },
);
