import { NonRetriableError, RetryAfterError } from "inngest";
import { isDomainError } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { readBusinessClock } from "@/server/platform";
import { database } from "@/server/platform/database";

const hopeless = new Set(["not_found", "invalid_input", "invalid_state", "forbidden"]);
const productRetryDelay = "5s";

/** Calls a verb for a job, as the system, at business time; says which failures are worth another try. */
export const runVerb = async <Result>(job: string, verb: (ctx: ServiceContext) => Promise<Result>): Promise<Result> => {
  const db = database();
  const { now } = await readBusinessClock(db);
  try {
    return await verb({ actor: { kind: "system", job }, now, requestId: job, db });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (hopeless.has(error.code)) throw new NonRetriableError(error.message, { cause: error });
    if (error.code === "gateway_unavailable")
      throw new RetryAfterError(error.message, productRetryDelay, { cause: error });
    throw error;
  }
};
