import { getSubscriberProfile } from "@/server/auth/get-profile";
import { listMyAccounts } from "@/server/auth/list-my-accounts";
import { portalProcedure, router } from "../init";

export const portalSession = router({
  me: portalProcedure.query(({ ctx }) => getSubscriberProfile(ctx)),
  accounts: portalProcedure.query(({ ctx }) => listMyAccounts(ctx)),
});
