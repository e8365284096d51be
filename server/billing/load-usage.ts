import type { PlainDate } from "@/server/kernel";
import { localDayOf } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { StoredLife } from "@/server/subscriptions";
import { listMeteredEvents, type MeteredEvent } from "@/server/usage";

const countsUsage = ({ life }: StoredLife): boolean =>
  [life.plan, ...life.waiting.flatMap(({ change }) => (change.kind === "change_plan" ? [change.plan] : []))].some(
    ({ charges }) => charges.some(({ kind }) => kind === "usage"),
  );

const sinceOf = ({ life, timeZone }: StoredLife): PlainDate => localDayOf(life.settledThrough, timeZone);

/** The usage of lives that is not settled yet, by subscription; of those that bill none nothing is read. */
export const loadUsage = (ctx: ServiceContext, lives: readonly StoredLife[]): Promise<Map<string, MeteredEvent[]>> =>
  listMeteredEvents(
    ctx,
    lives.filter(countsUsage).map((stored) => ({ subscriptionId: stored.id, from: sinceOf(stored) })),
  );
