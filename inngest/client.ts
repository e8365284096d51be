import { Inngest } from "inngest";

/** Each step is one verb that may run twice; checkpointing would only save calls that a money step must not share. */
export const inngest = new Inngest({ id: "perennial", checkpointing: false });
