import { asSystem, inTransaction, recordAudit, type ServiceContext } from "@/server/platform";
import { setRevoked } from "./user-sessions-store";

/** Ends a session for good: the next request that shows it is nobody's. Ending it twice changes nothing. */
export const revokeSession = (ctx: ServiceContext, sessionId: string): Promise<void> =>
  inTransaction(asSystem(ctx, "sign-in"), async (inner) => {
    const session = await setRevoked(inner, sessionId, new Date());
    if (!session) return;
    await recordAudit(inner, {
      action: "auth:sign_out",
      accountId: null,
      subjectIds: [session.userId, session.id],
    });
  });
