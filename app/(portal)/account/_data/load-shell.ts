import { getAccount } from "@/server/accounts";
import { getSubscriberProfile } from "@/server/auth/get-profile";
import { listMyAccounts } from "@/server/auth/list-my-accounts";
import { subscriberContext } from "@/server/auth/request-context";
import { listInvoices } from "@/server/invoices";
import { dayInZone } from "@/server/kernel";
import { mayActOnAccount } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { findMarket } from "@/server/sellers/core";
import type { PortalShellProps } from "../_components/portal-shell";

type Context = Awaited<ReturnType<typeof subscriberContext>>;

/** What is overdue in the account's own currency; null where nothing is, or where the reader may see no amounts. */
const overdueOf = async (ctx: Context, account: { currency: string; timeZone: string }) => {
  const { accountId } = ctx.actor;
  if (!mayActOnAccount(ctx.actor, accountId, "read_money")) return null;
  const today = dayInZone(ctx.now, account.timeZone);
  const minor = (await listInvoices(ctx, { accountId }))
    .filter(({ dueOn, currency }) => dueOn < today && currency === account.currency)
    .reduce((sum, { balanceMinor }) => sum + balanceMinor, 0n);
  return minor > 0n ? { minor, currency: account.currency } : null;
};

export const loadPortalShell = async (): Promise<Omit<PortalShellProps, "theme" | "signOut">> => {
  const ctx = await subscriberContext();
  const [profile, account, accounts, sellers] = await Promise.all([
    getSubscriberProfile(ctx),
    getAccount(ctx, ctx.actor.accountId),
    listMyAccounts(ctx),
    listSellers(ctx),
  ]);
  const seller = sellers.find(({ key }) => key === findMarket(account.country)?.sellerKey) ?? sellers[0];
  return {
    user: profile.user,
    account: { name: account.name },
    accounts,
    overdue: await overdueOf(ctx, account),
    mayReadMoney: mayActOnAccount(ctx.actor, account.id, "read_money"),
    seller: { name: seller?.legalName ?? "", city: seller?.city ?? "" },
  };
};
