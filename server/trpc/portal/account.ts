import { readAccountOverview } from "@/server/support";
import { portalProcedure, router } from "../init";

export const portalAccount = router({
  overview: portalProcedure.query(({ ctx }) => readAccountOverview(ctx, ctx.actor.accountId)),
});
