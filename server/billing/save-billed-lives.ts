import { serviceEnds } from "@/db/schema/billing";
import { comparePoints, instantOf, type TimePoint } from "@/server/kernel";
import { insertRows, type TransactionContext } from "@/server/platform";
import { type SavedWith, type StoredLife, saveLives } from "@/server/subscriptions";
import { type SubscriptionLife, toColumns } from "@/server/subscriptions/core";
import type { ServiceLine } from "./core";

/** How a life went on from where it was loaded, with the lines that were made of it on the way. */
export type BilledOn = {
  readonly stored: StoredLife;
  /** With what had been billed of it, where that was looked at. */
  readonly before: SubscriptionLife;
  readonly life: SubscriptionLife;
  readonly lines: readonly ServiceLine[];
  readonly nextDue: TimePoint | null;
};

/** Writes lives with where service that was billed in advance ends early now, and what was given back for it. */
export const saveBilledLives = async (
  ctx: TransactionContext,
  billed: readonly BilledOn[],
  saved: SavedWith,
): Promise<void> => {
  await insertRows(ctx, serviceEnds, billed.flatMap(endsOf));
  await saveLives(
    ctx,
    billed.map(({ stored, life, nextDue }) => ({
      stored,
      life,
      nextDueAt: nextDue ? instantOf(nextDue, stored.timeZone) : null,
    })),
    saved,
  );
};

type Measured = { readonly end: TimePoint; readonly leftMinor: bigint };

const endsOf = ({ stored, before, life, lines }: BilledOn) => {
  const known = new Map<number, Measured>([
    ...before.billed.map((one) => [one.lineNo, { end: one.period.end, leftMinor: one.leftMinor }] as const),
    ...lines.map((line) => [line.no, { end: line.period.end, leftMinor: line.amountMinor }] as const),
  ]);
  return life.billed.flatMap(({ lineNo, period, leftMinor }) => {
    const was = known.get(lineNo);
    const isAsBilled =
      !was || (was.leftMinor === leftMinor && comparePoints(was.end, period.end, stored.timeZone) === 0);
    if (isAsBilled) return [];
    const end = toColumns(period.end, stored.timeZone);
    return [
      {
        accountId: stored.accountId,
        subscriptionId: stored.id,
        serviceNo: lineNo,
        endsOn: end.on,
        endsAt: end.at,
        creditedMinor: was.leftMinor - leftMinor,
      },
    ];
  });
};
