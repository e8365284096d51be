import type { UserId } from "@/server/kernel";
import { findStaffMember } from "@/server/people";
import { makeId, recordAudit, type TransactionContext } from "@/server/platform";
import { expiryOfSession } from "./core";
import { revokeSession } from "./revoke-session";
import { insertSession } from "./user-sessions-store";

export type OpenSessionInput = {
  readonly userId: UserId;
  readonly via: "code" | "link" | "demo_password";
  /** The session this browser had: it ends, so that nobody who planted or knew it is signed in too. */
  readonly replaces: string | null;
};

export type OpenedSession = { readonly sessionId: string; readonly userId: UserId };

export const openSession = async (ctx: TransactionContext, input: OpenSessionInput): Promise<OpenedSession> => {
  const { userId, via, replaces } = input;
  const at = new Date();
  const audience = (await findStaffMember(ctx, userId)) ? "staff" : "subscriber";
  const sessionId = makeId("ses");
  if (replaces) await revokeSession(ctx, replaces);
  await insertSession(ctx, {
    id: sessionId,
    userId,
    createdAt: at,
    lastSeenAt: at,
    expiresAt: expiryOfSession(audience, at),
  });
  await recordAudit(ctx, {
    action: "auth:sign_in",
    accountId: null,
    subjectIds: [userId, sessionId],
    details: { via },
  });
  return { sessionId, userId };
};
