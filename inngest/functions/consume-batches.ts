import { inngest } from "../client";
import { type Consumer, consumers } from "../consumers";
import { runVerb } from "../run-verb";

const listen = ({ id, event, consume }: Consumer) =>
  inngest.createFunction({ id, triggers: [event], retries: 10 }, async ({ event: heard, step }) => {
    await step.run("consume", () => runVerb(id, (ctx) => consume(ctx, heard.data)));
  });

/** One function for each consumer, that hears its batches. */
export const consumeBatches = consumers.map(listen);
