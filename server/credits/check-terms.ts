import type { Account } from "@/server/accounts";
import { listScopeKeys } from "@/server/catalog";
import { DomainError, dayInZone, type PlainDate } from "@/server/kernel";
import type { TransactionContext } from "@/server/platform";
import { getSeller, type Seller } from "@/server/sellers";
import { familyLabel, type GrantTerms, isGone, meterLabel, priorityMax, usualPriority } from "./core";

/** What is said of the terms; what is not said is as usual: no expiry, the usual priority, for everything. */
export type TermsAsked = {
  readonly expiresOn?: PlainDate | null;
  readonly priority?: number;
  readonly scope?: readonly string[];
};

export type CreditAsked = TermsAsked & {
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly reason: string;
  /** The same key gives once, however often it is asked. */
  readonly requestKey: string;
};

export const toTerms = (kind: GrantTerms["kind"], { expiresOn, priority, scope }: TermsAsked): GrantTerms => ({
  kind,
  expiresOn: expiresOn ?? null,
  priority: priority ?? usualPriority,
  scope: scope === undefined || scope.length === 0 ? null : [...new Set(scope)].sort(),
});

const refused = (field: string, reason: string, message: string): DomainError =>
  new DomainError("invalid_input", reason, message, { field });

/** Refuses what no credit may be; answers with its seller. */
export const checkCredit = async (
  ctx: TransactionContext,
  account: Account,
  { asked, terms }: { readonly asked: CreditAsked; readonly terms: GrantTerms },
): Promise<Seller> => {
  const seller = await getSeller(ctx, asked.sellerId);
  if (asked.amountMinor <= 0n) throw refused("amount", "credit.amount", "Give an amount above zero.");
  if (!seller.currencies.includes(asked.currency)) {
    const message = `This seller bills in ${seller.currencies.join(", ")}. Choose one of them.`;
    throw refused("currency", "credit.currency", message);
  }
  if (asked.reason.trim() === "") throw refused("reason", "credit.reason", "Give a reason.");
  const today = dayInZone(ctx.now, account.timeZone);
  if (isGone(terms, today)) {
    throw refused("expiresOn", "credit.expires_on", `It is ${today} for this account. Let it expire on a later day.`);
  }
  const { priority } = terms;
  if (!Number.isInteger(priority) || priority < 1 || priority > priorityMax) {
    throw refused("priority", "credit.priority", `Give a priority from 1 to ${priorityMax}; the lowest is used first.`);
  }
  await checkScope(ctx, terms);
  return seller;
};

const checkScope = async (ctx: TransactionContext, { scope }: GrantTerms): Promise<void> => {
  if (scope === null) return;
  const { families, meters } = await listScopeKeys(ctx);
  const known = new Set([...families.map(familyLabel), ...meters.map(meterLabel)]);
  const unknown = scope.find((label) => !known.has(label));
  if (unknown === undefined) return;
  throw refused("scope", "credit.scope", `Nothing is sold as ${unknown}. Choose product families or meters in use.`);
};
