import { z } from "zod";
import { readAccountPage, timelineGroups } from "@/server/support";
import { consoleProcedure, router } from "../init";

const account = z.strictObject({
  accountId: z.string().max(60),
  group: z.enum(timelineGroups).nullish(),
  allCredit: z.boolean().optional(),
  cursor: z.string().max(80).nullish(),
});

export const consoleAccounts = router({
  get: consoleProcedure.input(account).query(({ ctx, input }) => readAccountPage(ctx, input)),
});
