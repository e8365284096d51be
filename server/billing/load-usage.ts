import type { PlainDate } from "@/server/kernel";
import { localDayOf } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { StoredLife } from "@/server/subscriptions";
import type { MeterRule } from "@/server/subscriptions/core";
import { listMeteredEvents, type MeteredEvent } from "@/server/usage";

/** What is counted of a life: for what it consists of, and for what changes that wait will make of it. */
const metersOf = ({ life }: StoredLife): MeterRule[] =>
  [life.plan, ...life.waiting.flatMap(({ change }) => (change.kind === "change_plan" ? [change.plan] : []))]
    .flatMap(({ charges }) => charges)
    .flatMap(({ meter }) => meter ?? []);

const levelsOf = (stored: StoredLife): string[] => [
  ...new Set(metersOf(stored).flatMap(({ key, aggregation }) => (aggregation === "weighted_sum" ? [key] : []))),
];

const sinceOf = ({ life, timeZone }: StoredLife): PlainDate => localDayOf(life.settledThrough, timeZone);

/** The usage of lives that is not settled yet, by subscription; of those that bill none nothing is read. */
export const loadUsage = (ctx: ServiceContext, lives: readonly StoredLife[]): Promise<Map<string, MeteredEvent[]>> =>
  listMeteredEvents(
    ctx,
    lives
      .filter((stored) => metersOf(stored).length > 0)
      .map((stored) => ({
        ...{ subscriptionId: stored.id, sellerId: stored.sellerId },
        ...{ from: sinceOf(stored), levelsOf: levelsOf(stored) },
      })),
  );
