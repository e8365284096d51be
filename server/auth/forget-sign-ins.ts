import type { ServiceContext } from "@/server/platform";
import { deleteCodesBefore } from "./sign-in-codes-store";
import { deleteSessionsEndedBefore } from "./user-sessions-store";

const dayMs = 86_400_000;

/** Sweeps away codes of yesterday and sessions that ended a month ago; in system time, like all of signing in. */
export const forgetSignIns = async (ctx: ServiceContext): Promise<void> => {
  const now = Date.now();
  await deleteCodesBefore(ctx, new Date(now - dayMs));
  await deleteSessionsEndedBefore(ctx, new Date(now - 30 * dayMs));
};
