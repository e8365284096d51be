import { z } from "zod";
import { listAccounts, readAccountPage } from "@/server/support";
import { consoleProcedure, router } from "../init";

const page = z.strictObject({ query: z.string().max(100), cursor: z.string().max(60).nullable() });

export const consoleAccounts = router({
  list: consoleProcedure.input(page).query(({ ctx, input }) => listAccounts(ctx, input)),
  get: consoleProcedure
    .input(z.strictObject({ accountId: z.string().max(60) }))
    .query(({ ctx, input }) => readAccountPage(ctx, input.accountId)),
});
