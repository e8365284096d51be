import { DomainError } from "@/server/kernel";
import type { GatewayAccess } from "@/server/payments";
import {
  asSystem,
  freezeBusinessClock,
  inTransaction,
  readBusinessClock,
  recordAudit,
  requirePermission,
  type ServiceContext,
} from "@/server/platform";
import { listNextDue } from "./find-next-due";
import { runSweeps, type SweepCounts } from "./run-sweeps";

export type AdvanceClock = { readonly to: Date; readonly sweeps: boolean };

export type ClockDriver = {
  /** Returns once what was told through the outbox has been heard. */
  readonly drain: (ctx: ServiceContext) => Promise<void>;
  readonly owner: string;
  readonly access: GatewayAccess;
};

export type AdvancedClock = SweepCounts & { readonly now: Date; readonly stopCount: number };

const nothing: SweepCounts = { billedAccounts: 0, collectedInvoices: 0, recognizedParts: 0 };

/**
 * Moves a simulated clock forward. With its sweeps it stops at each instant at which something falls due, does what a
 * day does then, lets everybody hear of it, and goes on; without, it only jumps and leaves the work to the schedules.
 */
export const advanceClock = async (
  ctx: ServiceContext,
  input: AdvanceClock,
  driver: ClockDriver,
): Promise<AdvancedClock> => {
  requirePermission(ctx.actor, "clock:advance");
  const { now } = await checkForward(ctx, input.to);
  if (!input.sweeps) {
    await moveTo(ctx, input.to);
    return { ...nothing, now: input.to, stopCount: 0 };
  }
  let counts = nothing;
  let stopCount = 0;
  for (let at = now; ; ) {
    const here = { ...asSystem(ctx, "sweeps"), now: at };
    counts = add(counts, await runSweeps(here, driver.owner, driver.access));
    await driver.drain(here);
    stopCount += 1;
    if (at.getTime() >= input.to.getTime()) return { ...counts, now: at, stopCount };
    at = await nextStop(here, input.to);
    await moveTo(ctx, at);
  }
};

const checkForward = async (ctx: ServiceContext, to: Date) => {
  const clock = await readBusinessClock(ctx.db);
  if (!clock.isSimulated) {
    throw new DomainError("invalid_state", "clock.is_real", "This company runs in real time; its clock is not moved.");
  }
  if (Number.isNaN(to.getTime()) || to.getTime() <= clock.now.getTime()) {
    throw new DomainError(
      "invalid_input",
      "clock.goes_forward",
      `It is ${clock.now.toISOString()}. Choose a later instant.`,
      { field: "to" },
    );
  }
  return clock;
};

// Something overdue that a sweep could not do, like a broken account, must not hold the clock.
const nextStop = async (ctx: ServiceContext, to: Date): Promise<Date> => {
  const next = (await listNextDue(ctx)).find(({ at }) => at.getTime() > ctx.now.getTime());
  return next && next.at.getTime() < to.getTime() ? next.at : to;
};

const moveTo = (ctx: ServiceContext, to: Date): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    await freezeBusinessClock(inner.db, to);
    await recordAudit(inner, {
      action: "clock:advance",
      accountId: null,
      subjectIds: [],
      details: { to: to.toISOString() },
    });
  });

const add = (a: SweepCounts, b: SweepCounts): SweepCounts => ({
  billedAccounts: a.billedAccounts + b.billedAccounts,
  collectedInvoices: a.collectedInvoices + b.collectedInvoices,
  recognizedParts: a.recognizedParts + b.recognizedParts,
});
