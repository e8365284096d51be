import { getStaffProfile } from "@/server/auth/get-profile";
import { consoleProcedure, router } from "../init";

export const consoleSession = router({
  me: consoleProcedure.query(({ ctx }) => getStaffProfile(ctx)),
});
