import { isDomainError } from "@/server/kernel";
import { emitAll, inTransaction, recordAudit, type ServiceContext, sqlState } from "@/server/platform";
import { type DueCursor, listDueSubscriptions } from "@/server/subscriptions";
import { type BilledAccounts, billAccounts } from "./bill-accounts";
import { listUnresolvedAccountIds, saveErrors } from "./bill-run-errors-store";
import { addAmounts, checkpoint, type Fenced, finishRange, releaseRange, takeRange } from "./bill-run-ranges-store";
import { type BillRun, getRun } from "./bill-runs-store";
import { billRunCompleted } from "./events";
import { type BillingBasis, loadBillingBasis, toFailure } from "./plan-accounts";
import { listAccountsWithDueLines } from "./waiting-lines-store";

export type RangeWork = {
  readonly runId: string;
  readonly position: number;
  /** Who works it, for whoever looks. */
  readonly owner: string;
  readonly budgetMs: number;
};

export type RangeProgress = {
  readonly state: "done" | "unfinished" | "held_by_another";
  readonly accountCount: number;
};

type Biller = Fenced & {
  readonly run: BillRun;
  readonly basis: BillingBasis;
  readonly bucketFrom: number;
  readonly bucketUntil: number;
  /** Broken in this run: they wait for their own retry. */
  readonly broken: Set<string>;
};

/**
 * Bills a range of a run batch by batch, each in a transaction of its own, until nothing is due or the time is up. The
 * truth is in the rows: killed at any point and called again, it goes on where the last commit left it.
 */
export const workBillRun = async (ctx: ServiceContext, work: RangeWork): Promise<RangeProgress> => {
  const run = await getRun(ctx, work.runId);
  if (run.status === "completed") return { state: "done", accountCount: 0 };
  const taken = await takeRange(ctx, work);
  if (!taken) return { state: "held_by_another", accountCount: 0 };
  const biller: Biller = {
    ...taken,
    runId: run.id,
    position: work.position,
    run,
    basis: await loadBillingBasis(ctx, { sellerId: run.sellerId, cutoffAt: run.cutoffAt, billRunId: run.id }),
    broken: new Set(await listUnresolvedAccountIds(ctx, run.id)),
  };
  const until = Date.now() + work.budgetMs;
  let accountCount = 0;
  for (;;) {
    const pass = await passOver(ctx, biller, until);
    accountCount += pass.accountCount;
    if (pass.isCutShort || Date.now() >= until) {
      await releaseRange(ctx, biller);
      return { state: "unfinished", accountCount };
    }
    if (pass.skippedCount === 0) break;
    await new Promise((resolve) => setTimeout(resolve, skippedPauseMs));
  }
  await finish(ctx, biller);
  return { state: "done", accountCount };
};

const skippedPauseMs = 100;

type Pass = { readonly accountCount: number; readonly skippedCount: number; readonly isCutShort: boolean };

/** Once through everything due of the range, in the order of the index. */
const passOver = async (ctx: ServiceContext, biller: Biller, until: number): Promise<Pass> => {
  let after: DueCursor | null = null;
  let accountCount = 0;
  let skippedCount = 0;
  for (;;) {
    const page: Awaited<ReturnType<typeof listDueSubscriptions>> = await listDueSubscriptions(ctx, {
      sellerId: biller.run.sellerId,
      cutoffAt: biller.run.cutoffAt,
      bucketFrom: biller.bucketFrom,
      bucketUntil: biller.bucketUntil,
      after,
      limit: biller.run.batchSize,
      withoutAccountIds: [...biller.broken],
    });
    if (page.length === 0) {
      const last = await billWaitingLines(ctx, biller);
      return {
        accountCount: accountCount + last.accountCount,
        skippedCount: skippedCount + last.skippedCount,
        isCutShort: false,
      };
    }
    const billed = await billBatch(ctx, biller, [...new Set(page.map(({ accountId }) => accountId))]);
    accountCount += billed.accountCount;
    skippedCount += billed.skippedCount;
    after = page.at(-1) ?? null;
    if (Date.now() >= until) return { accountCount, skippedCount, isCutShort: true };
  }
};

/** Accounts with lines that wait for a run and nothing else due: the first range takes them, whatever their bucket. */
const billWaitingLines = async (ctx: ServiceContext, biller: Biller): Promise<Batch> => {
  if (biller.position !== 0) return { accountCount: 0, skippedCount: 0 };
  const accountIds = await listAccountsWithDueLines(ctx, {
    sellerId: biller.run.sellerId,
    limit: biller.run.batchSize,
    withoutAccountIds: [...biller.broken],
  });
  return accountIds.length === 0 ? { accountCount: 0, skippedCount: 0 } : billBatch(ctx, biller, accountIds);
};

type Batch = { readonly accountCount: number; readonly skippedCount: number };

/** One transaction. When the database refuses it, it is halved until the account at fault stands alone. */
const billBatch = async (ctx: ServiceContext, biller: Biller, accountIds: readonly string[]): Promise<Batch> => {
  try {
    const billed = await inTransaction(ctx, async (inner) => {
      const result = await billAccounts(inner, biller.basis, accountIds);
      await Promise.all([
        saveErrors(inner, biller.runId, result.failures),
        addAmounts(inner, biller, result.totals),
        checkpoint(inner, biller, result.billedAccountIds.length),
      ]);
      return result;
    });
    for (const { accountId } of billed.failures) biller.broken.add(accountId);
    return toBatch(billed);
  } catch (error) {
    if (!isRefusedByData(error)) throw error;
    return accountIds.length === 1 ? setAside(ctx, biller, accountIds, error) : billHalves(ctx, biller, accountIds);
  }
};

const toBatch = ({ billedAccountIds, skippedAccountIds }: BilledAccounts): Batch => ({
  accountCount: billedAccountIds.length,
  skippedCount: skippedAccountIds.length,
});

// A constraint, a value that does not fit, an invariant: trying again gives the same. Anything else is the machine's.
const isRefusedByData = (error: unknown): boolean => {
  if (isDomainError(error)) return error.reason !== "bill_run.stale_biller";
  const state = sqlState(error);
  return state === undefined
    ? error instanceof Error && error.name === "InvariantViolation"
    : /^(22|23|P0)/.test(state);
};

const billHalves = async (ctx: ServiceContext, biller: Biller, accountIds: readonly string[]): Promise<Batch> => {
  const half = Math.ceil(accountIds.length / 2);
  const left = await billBatch(ctx, biller, accountIds.slice(0, half));
  const right = await billBatch(ctx, biller, accountIds.slice(half));
  return {
    accountCount: left.accountCount + right.accountCount,
    skippedCount: left.skippedCount + right.skippedCount,
  };
};

const setAside = async (
  ctx: ServiceContext,
  biller: Biller,
  accountIds: readonly string[],
  error: unknown,
): Promise<Batch> => {
  await inTransaction(ctx, async (inner) => {
    await saveErrors(
      inner,
      biller.runId,
      accountIds.map((accountId) => toFailure(accountId, error)),
    );
    await checkpoint(inner, biller, 0);
  });
  for (const accountId of accountIds) biller.broken.add(accountId);
  return { accountCount: 0, skippedCount: 0 };
};

const finish = (ctx: ServiceContext, biller: Biller): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    if (!(await finishRange(inner, biller))) return;
    await recordAudit(inner, { action: "billing_runs:complete", accountId: null, subjectIds: [biller.runId] });
    emitAll(inner, billRunCompleted, [biller.runId]);
  });
