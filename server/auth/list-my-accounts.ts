import { listAccountsByIds } from "@/server/accounts";
import { type AccountId, invariant } from "@/server/kernel";
import { listMemberships } from "@/server/people";
import type { AccountRole, ServiceContext } from "@/server/platform";

export type MyAccount = {
  readonly id: AccountId;
  readonly reference: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly isCurrent: boolean;
};

/** For the switcher: the open accounts this user belongs to, in the order of joining. */
export const listMyAccounts = async (ctx: ServiceContext): Promise<MyAccount[]> => {
  const { actor } = ctx;
  invariant(actor.kind === "subscriber", "Only a subscriber has accounts to choose from.");
  const memberships = await listMemberships(ctx, actor.userId);
  const accounts = await listAccountsByIds(
    ctx,
    memberships.map(({ accountId }) => accountId),
  );
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return memberships.flatMap(({ accountId, role }) => {
    const account = byId.get(accountId);
    if (!account?.activatedAt) return [];
    const { id, reference, name } = account;
    return [{ id, reference, name, role, isCurrent: id === actor.accountId }];
  });
};
