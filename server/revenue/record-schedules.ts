import { revenueSchedules } from "@/db/schema/revenue";
import { addDays, maxDay, type PlainDate } from "@/server/kernel";
import { insertRows, type TransactionContext } from "@/server/platform";

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
  /** The day of the document. */
  readonly postedOn: PlainDate;
};

/** When deferred revenue becomes revenue: one row a line, by the day; its months are derived. */
export const recordSchedules = async (ctx: TransactionContext, drafts: readonly ScheduleDraft[]): Promise<void> => {
  await insertRows(
    ctx,
    revenueSchedules,
    drafts.map(({ postedOn, ...draft }) => ({
      ...draft,
      method: "day" as const,
      recognizableUntilOn: maxDay(draft.serviceEndOn, addDays(postedOn, 1)),
    })),
  );
};
