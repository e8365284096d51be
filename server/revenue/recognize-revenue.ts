import { addDays, groupBy, monthOf, type PlainDate, plainDate, plainDateOf, yearOf } from "@/server/kernel";
import { bookEntries } from "@/server/ledger";
import {
  emitAll,
  inTransaction,
  makeId,
  recordAudit,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import { monthsOfRevenue, recognitionPostings } from "./core";
import { revenueRecognized } from "./events";
import {
  findProgress,
  insertRecognitions,
  listRecognizedKeys,
  listSchedules,
  lockProgress,
  type Schedule,
  type SchedulePage,
  saveProgress,
} from "./revenue-store";

const pageSize = 5_000;

export type RecognizeRevenue = { readonly sellerId: string; readonly today: PlainDate };
export type RecognizedRevenue = { readonly throughMonth: string; readonly partCount: number };

/**
 * Books what every month that ended before today has earned, by days, on the last day of the latest of them. Set by set,
 * each in a transaction; asked again it finds nothing, and what was posted late for a month gone by comes with the next.
 */
export const recognizeRevenue = async (
  ctx: ServiceContext,
  { sellerId, today }: RecognizeRevenue,
): Promise<RecognizedRevenue> => {
  const until = plainDateOf(yearOf(today), monthOf(today), 1);
  const throughMonth = addDays(until, -1).slice(0, 7);
  const doneThrough = await findProgress(ctx, sellerId);
  if (doneThrough >= throughMonth) return { throughMonth, partCount: 0 };
  const from = doneThrough === "" ? plainDate("1900-01-01") : firstDayAfter(doneThrough);
  let partCount = 0;
  for (let after: SchedulePage["after"] = null; ; ) {
    const page = await recognizePage(ctx, { sellerId, from, until, after, limit: pageSize });
    partCount += page.partCount;
    if (page.last === null) break;
    after = page.last;
  }
  await inTransaction(ctx, async (inner) => {
    if ((await lockProgress(inner, sellerId)) >= throughMonth) return;
    await saveProgress(inner, sellerId, throughMonth);
    await recordAudit(inner, {
      action: "revenue:recognize",
      accountId: null,
      subjectIds: [sellerId],
      details: { throughMonth, partCount },
    });
  });
  return { throughMonth, partCount };
};

const firstDayAfter = (month: string): PlainDate => {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12 ? plainDateOf(year + 1, 1, 1) : plainDateOf(year, number + 1, 1);
};

type RecognizedPage = { readonly partCount: number; readonly last: SchedulePage["after"] };

const recognizePage = (ctx: ServiceContext, page: SchedulePage): Promise<RecognizedPage> =>
  inTransaction(ctx, async (inner) => {
    await lockProgress(inner, page.sellerId);
    const schedules = await listSchedules(inner, page);
    const known = await listRecognizedKeys(
      inner,
      schedules.map(({ lineId }) => lineId),
    );
    const parts = schedules.flatMap((schedule) => partsOf(schedule, page.until, known));
    for (const [currency, own] of groupBy(parts, (part) => part.currency)) {
      await bookParts(inner, page, currency, own);
    }
    return { partCount: parts.length, last: schedules.length < page.limit ? null : (schedules.at(-1) ?? null) };
  });

type Part = Schedule & { readonly month: string; readonly partMinor: bigint };

const partsOf = (schedule: Schedule, until: PlainDate, known: ReadonlySet<string>): Part[] =>
  monthsOfRevenue(schedule.amountMinor, schedule.serviceStartOn, schedule.serviceEndOn)
    .filter(({ month, amountMinor }) => month < until.slice(0, 7) && amountMinor !== 0n)
    .filter(({ month }) => !known.has(`${schedule.lineId}|${month}`))
    .map(({ month, amountMinor }) => ({ ...schedule, month, partMinor: amountMinor }));

const bookParts = async (
  ctx: TransactionContext,
  page: SchedulePage,
  currency: string,
  parts: readonly Part[],
): Promise<void> => {
  const recognitionId = makeId("rec");
  const { sellerId } = page;
  await insertRecognitions(
    ctx,
    parts.map(({ lineId, month, accountId, revenueAccount, partMinor }) => ({
      lineId,
      month,
      accountId,
      sellerId,
      currency,
      revenueAccount,
      amountMinor: partMinor,
      recognitionId,
    })),
  );
  await bookEntries(ctx, [
    {
      sellerId,
      accountId: null,
      postedOn: addDays(page.until, -1),
      source: { kind: "recognition", id: recognitionId },
      policyId: parts[0]?.policyId ?? 1,
      postings: recognitionPostings(
        parts.map(({ revenueAccount, partMinor }) => ({ revenueAccount, currency, amountMinor: partMinor })),
      ),
    },
  ]);
  emitAll(ctx, revenueRecognized, [recognitionId]);
};
