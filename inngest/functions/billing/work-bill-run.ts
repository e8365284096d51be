import { workBillRun as work } from "@/server/billing";
import { inngest } from "../../client";
import { events } from "../../events";
import { runVerb } from "../../run-verb";

const id = "billing/work-bill-run";
const stepBudgetMs = 12_000;
const stepsMax = 900;

/**
 * Works the range of a run that its event names, step by step, each well under twenty seconds. One that another biller
 * holds is left to it: should that one die, the schedule calls again.
 */
export const workBillRun = inngest.createFunction(
  { id, triggers: [events.billRunRangeOpened], retries: 10, concurrency: { limit: 2 } },
  async ({ event, step, runId: owner }) => {
    for (const range of event.data.ids) {
      const [runId = "", position = "0"] = range.split(":");
      for (let count = 0; count < stepsMax; count += 1) {
        const { state } = await step.run(`work ${range} ${count}`, () =>
          runVerb(id, (ctx) => work(ctx, { runId, position: Number(position), owner, budgetMs: stepBudgetMs })),
        );
        if (state !== "unfinished") break;
      }
    }
  },
);
