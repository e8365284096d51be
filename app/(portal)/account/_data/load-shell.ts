import { formatDay } from "@/components/billing/format-day";
import { getAccount } from "@/server/accounts";
import { getSubscriberProfile } from "@/server/auth/get-profile";
import { listMyAccounts } from "@/server/auth/list-my-accounts";
import { subscriberContext } from "@/server/auth/request-context";
import { writeCard } from "@/server/documents/core";
import { dayInZone } from "@/server/kernel";
import { mayActOnAccount } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { findMarket } from "@/server/sellers/core";
import { readRecovery } from "@/server/support";
import type { PortalShellProps } from "../_components/portal-shell";
import type { Recovery } from "../_components/recovery-banner";

type Context = Awaited<ReturnType<typeof subscriberContext>>;

/** What the account has to see to; null where nothing is, or where the reader may see no amounts. */
const recoveryOf = async (ctx: Context, timeZone: string): Promise<Recovery | null> => {
  const { accountId } = ctx.actor;
  if (!mayActOnAccount(ctx.actor, accountId, "read_money")) return null;
  const items = await readRecovery(ctx, accountId);
  const [first] = items;
  if (!first) return null;
  const owed = new Map<string, bigint>();
  for (const { invoice } of items) {
    owed.set(invoice.currency, (owed.get(invoice.currency) ?? 0n) + invoice.balanceMinor);
  }
  const { invoice, attempt } = first;
  return {
    owed: [...owed].map(([currency, minor]) => ({ minor, currency })),
    invoiceCount: items.length,
    first: {
      number: invoice.number,
      day: formatDay(attempt ? dayInZone(attempt.failedAt, timeZone) : invoice.dueOn),
      card: attempt ? writeCard(attempt.cardBrand, attempt.cardLast4) : null,
      wasTried: attempt !== null,
    },
  };
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
    recovery: await recoveryOf(ctx, account.timeZone),
    mayReadMoney: mayActOnAccount(ctx.actor, account.id, "read_money"),
    seller: { name: seller?.legalName ?? "", city: seller?.city ?? "" },
  };
};
