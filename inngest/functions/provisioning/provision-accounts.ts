import { defaultProduct, planProvisioning, provisionAccount } from "@/server/provisioning";
import { inngest } from "../../client";
import { events } from "../../events";
import { runVerb } from "../../run-verb";

const id = "provisioning/provision-accounts";

export const provisionAccounts = inngest.createFunction(
  { id, triggers: [events.entitlementsChanged], retries: 20 },
  async ({ event, step }) => {
    const { ids, batchId } = event.data;
    await step.run("plan", () => runVerb(id, (ctx) => planProvisioning(ctx, ids, batchId)));
    for (const accountId of ids) {
      await step.run(`provision ${accountId}`, () =>
        runVerb(id, (ctx) => provisionAccount(ctx, defaultProduct(), accountId)),
      );
    }
  },
);
