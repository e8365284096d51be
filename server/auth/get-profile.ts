import { getAccount } from "@/server/accounts";
import { DomainError, invariant } from "@/server/kernel";
import { findStaffMember, findUser } from "@/server/people";
import type { ServiceContext } from "@/server/platform";

const notFound = () => new DomainError("not_found", "user.not_found", "There is no such user.");

/** The user of My Account and the account they act for, as its header shows them. */
export const getSubscriberProfile = async (ctx: ServiceContext) => {
  const { actor } = ctx;
  invariant(actor.kind === "subscriber", "Only a subscriber has a profile in My Account.");
  const [user, account] = await Promise.all([findUser(ctx, actor.userId), getAccount(ctx, actor.accountId)]);
  if (!user) throw notFound();
  const { id, reference, name, currency, timeZone } = account;
  return {
    user: { name: user.name, email: user.email },
    account: { id, reference, name, currency, timeZone },
    role: actor.role,
  };
};

/** The user of the console and what they may open there. */
export const getStaffProfile = async (ctx: ServiceContext) => {
  const { actor } = ctx;
  invariant(actor.kind === "staff", "Only staff have a profile in the console.");
  const [user, member] = await Promise.all([findUser(ctx, actor.userId), findStaffMember(ctx, actor.userId)]);
  if (!user || !member) throw notFound();
  return {
    user: { name: user.name, email: user.email },
    role: actor.role,
    title: member.title,
    hasSingleKeys: member.hasSingleKeys,
    permissions: actor.permissions,
  };
};
