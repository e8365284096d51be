import {
  findStaffMember,
  findUser,
  listMemberships,
  type Membership,
  type StaffMember,
  type User,
} from "@/server/people";
import type { ServiceContext } from "@/server/platform";
import { isSessionAlive, isSightingDue } from "./core";
import { findSession, setLastSeen } from "./user-sessions-store";

export type SignedIn = {
  readonly sessionId: string;
  readonly user: User;
  readonly staff: StaffMember | null;
  readonly memberships: readonly Membership[];
};

/** Who a session belongs to, asked of the database each time: what was revoked or taken away ends with this request. */
export const findSignedIn = async (ctx: ServiceContext, sessionId: string | null): Promise<SignedIn | null> => {
  const session = sessionId ? await findSession(ctx, sessionId) : null;
  if (!session) return null;
  const [user, staff, memberships] = await Promise.all([
    findUser(ctx, session.userId),
    findStaffMember(ctx, session.userId),
    listMemberships(ctx, session.userId),
  ]);
  const at = new Date();
  if (!user || !isSessionAlive(session, staff ? "staff" : "subscriber", at)) return null;
  if (isSightingDue(session, at)) await setLastSeen(ctx, session.id, at);
  return { sessionId: session.id, user, staff, memberships };
};
