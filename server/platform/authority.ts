import { currencyExponent, DomainError, formatDecimal, money } from "@/server/kernel";
import type { Actor } from "./context";
import type { Permission } from "./permissions";

/** Who to ask for a permission that is missing, in words for the screen. */
export const whoGrants = "a platform admin";

/** Refuses unless the actor is staff or a key with this permission, or the system itself. */
export const requirePermission = (actor: Actor, permission: Permission): void => {
  if (actor.kind === "system") return;
  if ((actor.kind === "staff" || actor.kind === "api_key") && actor.permissions.includes(permission)) return;
  throw new DomainError("forbidden", "authority.permission_missing", `You need ${permission}; ask ${whoGrants}.`, {
    permission,
  });
};

/** What this person may give at once in a currency: null where nothing bounds it. */
export const givingLimitMinor = (actor: Actor, currency: string): bigint | null => {
  if (actor.kind === "system") return null;
  if (actor.kind !== "staff" || !actor.givingLimit) return 0n;
  const { upToMajor } = actor.givingLimit;
  return upToMajor === null ? null : upToMajor * 10n ** BigInt(currencyExponent(currency));
};

/** Refuses unless the actor has the permission and may give this much; names the limit, and who may give more. */
export const requireMayGive = (
  actor: Actor,
  permission: Permission,
  { amountMinor, currency }: { readonly amountMinor: bigint; readonly currency: string },
): void => {
  requirePermission(actor, permission);
  const limitMinor = givingLimitMinor(actor, currency);
  if (limitMinor === null || amountMinor <= limitMinor) return;
  const limit = formatDecimal(money(limitMinor, currency));
  const above = (actor.kind === "staff" && actor.givingLimit?.above) || whoGrants;
  throw new DomainError(
    "limit_exceeded",
    "authority.above_limit",
    `You may give up to ${limit} ${currency} at once; ask ${above}.`,
    { limitMinor: limitMinor.toString(), currency, ask: above },
  );
};

export type AccountAct = "read" | "read_money" | "pay" | "buy";

const subscriberActs: Readonly<Record<"owner" | "billing_contact" | "member", readonly AccountAct[]>> = {
  owner: ["read", "read_money", "pay", "buy"],
  billing_contact: ["read", "read_money", "pay"],
  member: ["read"],
};

const mayStaff = (granted: readonly Permission[], act: AccountAct): boolean => {
  if (act === "buy" || act === "pay") return false;
  return granted.includes(act === "read" ? "accounts:read" : "invoices:read");
};

export const mayActOnAccount = (actor: Actor, accountId: string, act: AccountAct): boolean => {
  if (actor.kind === "system") return true;
  if (actor.kind === "staff") return mayStaff(actor.permissions, act);
  return actor.kind === "subscriber" && actor.accountId === accountId && subscriberActs[actor.role].includes(act);
};

/**
 * Checks the loaded row's account. Another account's row is answered as if it did not exist, so that ids tell nothing.
 */
export const requireAccountAct = (actor: Actor, accountId: string, act: AccountAct): void => {
  if (mayActOnAccount(actor, accountId, act)) return;
  if (actor.kind === "subscriber" && actor.accountId === accountId) {
    throw new DomainError("forbidden", "authority.role_too_small", "You need a larger role; ask the account's owner.", {
      act,
    });
  }
  throw new DomainError("not_found", "account.not_found", "There is no such account.");
};
