import { inTransaction, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import { lockAccount, updateSegment } from "./accounts-store";
import { checkSegment } from "./core/check-segment";

export type SetSegment = { readonly accountId: string; readonly segment: string | null };

/** The kind of customer that an account is: prices of what it buys or changes to from now on are chosen by it. */
export const setSegment = (ctx: ServiceContext, { accountId, segment }: SetSegment): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(ctx.actor, "subscriptions:change");
    checkSegment(segment);
    const account = await lockAccount(inner, accountId);
    if (account.segment === segment) return;
    await updateSegment(inner, accountId, segment);
    const details = { before: account.segment, after: segment };
    await recordAudit(inner, { action: "accounts:set_segment", accountId, subjectIds: [accountId], details });
  });
