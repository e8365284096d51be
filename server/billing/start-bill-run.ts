import { DomainError } from "@/server/kernel";
import {
  actorId,
  emitAll,
  inTransaction,
  makeId,
  recordAudit,
  requirePermission,
  type ServiceContext,
  type TransactionContext,
  violates,
} from "@/server/platform";
import { type BucketRange, insertRanges } from "./bill-run-ranges-store";
import { type BillRun, findRunningRun, insertBillRun, type PlannedTotal } from "./bill-runs-store";
import { billRunLimitMinor } from "./core";
import { billRunRangeOpened } from "./events";
import { type BillRunPlan, type BillRunScope, planBillRun } from "./plan-bill-run";

export type StartBillRun = BillRunScope & { readonly batchSize?: number };

export type StartedBillRun = { readonly runId: string; readonly plan: BillRunPlan | null };

const standardBatchSize = 2_000;
const accountsPerRange = 2_000;
const rangesMax = 16;
const buckets = 1024;

/**
 * Opens a run and hands its ranges to the billers; what it will come to is planned before. The same run asked for again
 * while it runs is that run; another one is refused until it is over.
 */
export const startBillRun = async (ctx: ServiceContext, input: StartBillRun): Promise<StartedBillRun> => {
  requirePermission(ctx.actor, "billing_runs:start");
  const batchSize = checkBatchSize(input.batchSize ?? standardBatchSize);
  const running = await findRunningRun(ctx, input.sellerId);
  if (running) return { runId: sameRun(running, input).id, plan: null };
  const plan = await planBillRun(ctx, input);
  checkLimit(ctx, plan.planned);
  try {
    return { runId: await inTransaction(ctx, (inner) => openRun(inner, plan, batchSize)), plan };
  } catch (error) {
    const other = violates(error, "bill_runs_one_running") ? await findRunningRun(ctx, input.sellerId) : null;
    if (!other) throw error;
    return { runId: sameRun(other, input).id, plan };
  }
};

const checkBatchSize = (batchSize: number): number => {
  if (Number.isInteger(batchSize) && batchSize >= 1 && batchSize <= 5_000) return batchSize;
  throw new DomainError("invalid_input", "bill_run.batch_size", "Give a batch size from 1 to 5,000.", {
    field: "batchSize",
  });
};

const sameRun = (running: BillRun, input: StartBillRun): BillRun => {
  const isSame =
    running.throughOn === input.throughOn && (input.batchSize === undefined || input.batchSize === running.batchSize);
  if (isSame) return running;
  throw new DomainError(
    "conflict",
    "bill_run.other_running",
    `A run through ${running.throughOn} is under way. It goes on by itself; start another when it is over.`,
    { field: "throughOn", runId: running.id },
  );
};

const checkLimit = (ctx: ServiceContext, planned: readonly PlannedTotal[]): void => {
  const { actor } = ctx;
  if (actor.kind !== "staff" || actor.permissions.includes("billing_runs:start_above_limit")) return;
  const above = planned.find(({ currency, totalMinor }) => totalMinor > billRunLimitMinor(currency));
  if (!above) return;
  throw new DomainError(
    "limit_exceeded",
    "bill_run.above_limit",
    `This run posts more than 50,000.00 ${above.currency}, your limit. A controller may start it.`,
    { currency: above.currency, totalMinor: above.totalMinor.toString(), mayStart: "controller" },
  );
};

const openRun = async (ctx: TransactionContext, plan: BillRunPlan, batchSize: number): Promise<string> => {
  const id = makeId("run");
  await insertBillRun(ctx, {
    id,
    sellerId: plan.sellerId,
    throughOn: plan.throughOn,
    cutoffAt: plan.cutoffAt,
    batchSize,
    planned: plan.planned,
    plannedAccountCount: plan.accountCount,
    startedByKind: ctx.actor.kind,
    startedById: actorId(ctx.actor),
    startedAt: ctx.now,
  });
  const ranges = divideBuckets(plan.accountCount);
  await insertRanges(ctx, id, ranges);
  await recordAudit(ctx, {
    action: "billing_runs:start",
    accountId: null,
    subjectIds: [id],
    details: { throughOn: plan.throughOn, accountCount: plan.accountCount },
  });
  for (const { position } of ranges) emitAll(ctx, billRunRangeOpened, [`${id}:${position}`]);
  return id;
};

const divideBuckets = (accountCount: number): BucketRange[] => {
  const count = Math.min(Math.max(Math.ceil(accountCount / accountsPerRange), 1), rangesMax);
  return Array.from({ length: count }, (_, position) => ({
    position,
    bucketFrom: Math.floor((buckets * position) / count),
    bucketUntil: Math.floor((buckets * (position + 1)) / count),
  }));
};
