import { revenueSchedules } from "@/db/schema/revenue";
import type { PlainDate } from "@/server/kernel";
import type { TransactionContext } from "@/server/platform";

export type ScheduleDraft = {
  readonly lineId: string;
  readonly documentId: string;
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly revenueAccount: string;
  readonly serviceStartOn: PlainDate;
  readonly serviceEndOn: PlainDate;
  readonly policyId: number;
};

/** When deferred revenue becomes revenue: one row a line, by the day; its months are derived. */
export const recordSchedules = async (ctx: TransactionContext, drafts: readonly ScheduleDraft[]): Promise<void> => {
  if (drafts.length === 0) return;
  await ctx.db.insert(revenueSchedules).values(drafts.map((draft) => ({ ...draft, method: "day" as const })));
};
