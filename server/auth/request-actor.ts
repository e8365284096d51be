import { DomainError } from "@/server/kernel";
import { authorityOf } from "@/server/people/core";
import { type Actor, whoGrants } from "@/server/platform";
import type { SignedIn } from "./find-signed-in";

export type StaffActor = Extract<Actor, { kind: "staff" }>;
export type SubscriberActor = Extract<Actor, { kind: "subscriber" }>;

export const anyone: Actor = { kind: "shopper", draftId: null };

const notSignedIn = () => new DomainError("unauthenticated", "session.missing", "Sign in to go on.");

export const staffActor = (signedIn: SignedIn | null): StaffActor => {
  if (!signedIn) throw notSignedIn();
  const { user, staff } = signedIn;
  if (!staff) {
    throw new DomainError("forbidden", "audience.staff_only", `You need to be on the staff; ask ${whoGrants}.`);
  }
  return {
    kind: "staff",
    userId: user.id,
    name: user.name,
    ...authorityOf(staff.role),
  };
};

/** Acts for the account chosen in this browser, as long as the user belongs to it; else for the first one joined. */
export const subscriberActor = (signedIn: SignedIn | null, chosenAccountId: string | null): SubscriberActor => {
  if (!signedIn) throw notSignedIn();
  const { user, memberships } = signedIn;
  const membership = memberships.find(({ accountId }) => accountId === chosenAccountId) ?? memberships[0];
  if (!membership) {
    const message = "You need to belong to an account; ask the account's owner to invite you.";
    throw new DomainError("forbidden", "audience.members_only", message);
  }
  return { kind: "subscriber", userId: user.id, accountId: membership.accountId, role: membership.role };
};
