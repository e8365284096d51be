import { listAccountsByIds, lockAccount } from "@/server/accounts";
import { addDays, dayInZone, invariant, maxDay, type PlainDate, startOfDay } from "@/server/kernel";
import { inTransaction, recordAudit, type ServiceContext, type TransactionContext } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { isGone } from "./core";
import { lockBalances } from "./credit-store";
import { findFirstExpiry, listAccountsExpiringBy, listOpenGrants } from "./grants-store";
import { moveCredit } from "./move-credit";

/** A day begins somewhere before it begins in UTC. */
const firstDayAnywhere = (now: Date): PlainDate => addDays(dayInZone(now, "UTC"), 1);

/**
 * Books what is left of grants whose day has come in their account's zone as breakage. Asked again it finds nothing.
 * Answers with how many grants expired.
 */
export const expireCredit = async (ctx: ServiceContext): Promise<number> => {
  const accounts = await listAccountsByIds(ctx, await listAccountsExpiringBy(ctx, firstDayAnywhere(ctx.now)));
  let count = 0;
  for (const { id } of accounts) count += await inTransaction(ctx, (inner) => expireOfAccount(inner, id));
  return count;
};

const expireOfAccount = async (ctx: TransactionContext, accountId: string): Promise<number> => {
  const { timeZone } = await lockAccount(ctx, accountId);
  await lockBalances(ctx, [accountId]);
  const today = dayInZone(ctx.now, timeZone);
  const gone = (await listOpenGrants(ctx, [accountId])).filter((grant) => isGone(grant, today));
  const sellers = gone.length > 0 ? await listSellers(ctx) : [];
  await moveCredit(
    ctx,
    gone.map((grant) => {
      const { sellerId, currency, remainingMinor, expiresOn } = grant;
      const seller = sellers.find(({ id }) => id === sellerId);
      invariant(seller, "The seller of a grant is registered.");
      return {
        ...{ accountId, sellerId, currency, kind: "expired" as const, amountMinor: -remainingMinor, of: grant },
        ...{ invoiceId: null, creditNoteId: null, paymentId: null, reason: null, requestKey: null },
        movedOn: maxDay(dayInZone(ctx.now, seller.timeZone), expiresOn ?? today),
        policyId: seller.policyId,
      };
    }),
  );
  if (gone.length > 0) {
    const subjectIds = gone.map(({ id }) => id);
    await recordAudit(ctx, { action: "credits:expire", accountId, subjectIds });
  }
  return gone.length;
};

/** The instant at which something expires next, by the day of its account. */
export const findNextExpiryAt = async (ctx: ServiceContext): Promise<Date | null> => {
  const first = await findFirstExpiry(ctx);
  if (first === null) return null;
  // Another account's next day may begin earlier than this one's day.
  const accountIds = await listAccountsExpiringBy(ctx, addDays(first, 1));
  const [accounts, grants] = [await listAccountsByIds(ctx, accountIds), await listOpenGrants(ctx, accountIds)];
  const zones = new Map<string, string>(accounts.map(({ id, timeZone }) => [id, timeZone]));
  const instants = grants.flatMap(({ expiresOn, accountId }) =>
    expiresOn === null ? [] : [startOfDay(expiresOn, zones.get(accountId) ?? "UTC").getTime()],
  );
  return instants.length > 0 ? new Date(Math.min(...instants)) : null;
};
