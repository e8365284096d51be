import { lockFreeAccounts } from "@/server/accounts";
import { emitAll, inTransaction, recordAudit, type ServiceContext } from "@/server/platform";
import { listEndedSubscriptions, setExpired } from "./ended-subscriptions-store";
import { subscriptionExpired } from "./events";

const pageSize = 500;

/** Ends the agreements whose fixed term is over on the day of their own zone, and says so once committed. */
export const expireSubscriptions = async (ctx: ServiceContext): Promise<number> => {
  let count = 0;
  for (;;) {
    const ended = await inTransaction(ctx, async (inner) => {
      const found = await listEndedSubscriptions(inner, pageSize);
      const locked = await lockFreeAccounts(inner, [...new Set(found.map(({ accountId }) => accountId))]);
      const free = new Set<string>(locked.map(({ account }) => account.id));
      const ids = found.filter(({ accountId }) => free.has(accountId)).map(({ id }) => id);
      if (ids.length === 0) return 0;
      await setExpired(inner, ids);
      await recordAudit(inner, { action: "subscriptions:expire", accountId: null, subjectIds: ids });
      emitAll(inner, subscriptionExpired, ids);
      return ids.length;
    });
    count += ended;
    if (ended === 0) return count;
  }
};
