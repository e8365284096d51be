import { and, asc, desc, eq, lte, ne, or, sql } from "drizzle-orm";
import { provisioningTasks } from "@/db/schema/provisioning";
import type { ProvisioningTaskId } from "@/server/kernel";
import { makeId, type ServiceContext, type TransactionContext } from "@/server/platform";
import type { WantedAccess } from "./core/wanted-access";

export type ProvisioningTask = {
  readonly id: ProvisioningTaskId;
  readonly accountId: string;
  readonly version: bigint;
  readonly state: "pending" | "running" | "done" | "failed";
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  /** System time, for telling how long it has taken; the business clock may stand still. */
  readonly recordedAt: Date;
  readonly doneAt: Date | null;
};

const toTask = (row: typeof provisioningTasks.$inferSelect): ProvisioningTask => ({
  ...row,
  id: row.id as ProvisioningTaskId,
});

export const insertTask = async (ctx: TransactionContext, accountId: string, cause: string): Promise<string | null> => {
  const [row] = await ctx.db
    .insert(provisioningTasks)
    .values({ id: makeId("prt"), accountId, cause, state: "pending", createdAt: ctx.now, retryAfter: new Date() })
    .onConflictDoNothing()
    .returning({ id: provisioningTasks.id });
  return row?.id ?? null;
};

const leaseSeconds = 70;

/** The oldest task that may run now, taken under a lease: one that a killed worker held comes back when it expires. */
export const claimTask = async (ctx: ServiceContext, accountId: string | null): Promise<ProvisioningTask | null> => {
  const now = new Date();
  const due = and(
    ne(provisioningTasks.state, "done"),
    lte(provisioningTasks.retryAfter, now),
    or(ne(provisioningTasks.state, "running"), lte(provisioningTasks.leasedUntil, now)),
    accountId ? eq(provisioningTasks.accountId, accountId) : undefined,
  );
  const candidate = ctx.db
    .select({ id: provisioningTasks.id })
    .from(provisioningTasks)
    .where(due)
    .orderBy(asc(provisioningTasks.version))
    .limit(1)
    .for("update", { skipLocked: true });
  const [row] = await ctx.db
    .update(provisioningTasks)
    .set({
      state: "running",
      attempts: sql`${provisioningTasks.attempts} + 1`,
      leasedUntil: new Date(now.getTime() + leaseSeconds * 1000),
    })
    .where(eq(provisioningTasks.id, sql`(${candidate})`))
    .returning();
  return row ? toTask(row) : null;
};

export const finishTask = async (ctx: ServiceContext, task: ProvisioningTask, wanted: WantedAccess): Promise<void> => {
  await ctx.db
    .update(provisioningTasks)
    .set({ state: "done", doneAt: ctx.now, lastError: null, leasedUntil: null, wanted: { ...wanted } })
    .where(eq(provisioningTasks.id, task.id));
};

export const failTask = async (
  ctx: ServiceContext,
  task: ProvisioningTask,
  failure: { readonly error: string; readonly delaySeconds: number },
): Promise<void> => {
  await ctx.db
    .update(provisioningTasks)
    .set({
      state: "failed",
      lastError: failure.error,
      leasedUntil: null,
      retryAfter: new Date(Date.now() + failure.delaySeconds * 1000),
    })
    .where(eq(provisioningTasks.id, task.id));
};

export const findNewestTask = async (ctx: ServiceContext, accountId: string): Promise<ProvisioningTask | null> => {
  const [row] = await ctx.db
    .select()
    .from(provisioningTasks)
    .where(eq(provisioningTasks.accountId, accountId))
    .orderBy(desc(provisioningTasks.version))
    .limit(1);
  return row ? toTask(row) : null;
};
