import { z } from "zod";
import { listAccounts, readAccountPage, timelineGroups } from "@/server/support";
import { consoleProcedure, router } from "../init";

const page = z.strictObject({ query: z.string().max(100), cursor: z.string().max(60).nullable() });

const account = z.strictObject({
  accountId: z.string().max(60),
  group: z.enum(timelineGroups).nullish(),
  cursor: z.string().max(80).nullish(),
});

export const consoleAccounts = router({
  list: consoleProcedure.input(page).query(({ ctx, input }) => listAccounts(ctx, input)),
  get: consoleProcedure.input(account).query(({ ctx, input }) => readAccountPage(ctx, input)),
});
