import { cron } from "inngest";
import { forgetSignIns } from "@/server/auth/forget-sign-ins";
import { forgetRateLimitWindows } from "@/server/platform";
import { inngest } from "../client";
import { runVerb } from "../run-verb";

const id = "platform/forget-expired";
const keptHours = 24;

/** Codes, sessions and counters that have run out are forgotten every night. */
export const forgetExpiredEveryNight = inngest.createFunction(
  { id, triggers: [cron("TZ=UTC 30 3 * * *")], retries: 3 },
  async ({ step }) => {
    await step.run("sign-ins", () => runVerb(id, (ctx) => forgetSignIns(ctx)));
    await step.run("rate limits", () =>
      runVerb(id, (ctx) => forgetRateLimitWindows(ctx.db, new Date(Date.now() - keptHours * 3_600_000))),
    );
  },
);
