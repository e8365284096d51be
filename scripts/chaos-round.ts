import { startBillRun } from "@/server/billing";
import { plainDate } from "@/server/kernel";
import { advanceClock } from "@/server/operations";
import { inTransaction, type ServiceContext } from "@/server/platform";
import { type BillingFact, listNumberSeries, type NumberSeries, prove, readBillingFacts } from "@/server/proof";
import { listSellers } from "@/server/sellers";
import { chaosDueAt, chaosOpensAt } from "./chaos-company";
import { type Lane, type LiveRound, startRound } from "./chaos-lane";
import { countSteps, findPhaseAt, isAtRest, type Phase, readUnfinished, type Unfinished } from "./chaos-progress";
import { waitForDeath } from "./embedded-postgres";
import { readPidFile } from "./pid-files";
import type { Settings } from "./settings";

const batchSize = 10;
const restPatienceMs = 180_000;

/** Whom to kill, after how many steps of the day, and how long after that step. */
export type Kill = { readonly victim: string; readonly afterSteps: number; readonly thenMs: number };

export type RoundResult = {
  /** In which the kill came; null when there was none, or when nothing was left to do. */
  readonly phase: Phase | null;
  readonly facts: readonly BillingFact[];
  readonly steps: number;
  readonly series: readonly NumberSeries[];
  readonly isProved: boolean;
  readonly unfinished: Unfinished;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One billing day from the morning of the template until it is at rest, with one kill on the way or none. */
export const playRound = async (lane: Lane, template: Settings, kill: Kill | null): Promise<RoundResult> => {
  const round = await startRound(lane, template);
  try {
    await openDay(round);
    const killedAt = kill ? await killInTime(round, lane, kill) : null;
    const unfinished = await untilAtRest(round);
    const phase = killedAt ? await findPhaseAt(round.db, killedAt) : null;
    return { phase, unfinished, ...(await readResult(round)) };
  } finally {
    await round.close();
    await round.stop();
  }
};

const contextOf = ({ db }: LiveRound, now: Date): ServiceContext => ({
  actor: { kind: "system", job: "chaos" },
  now,
  requestId: "chaos",
  db,
});

/** In one transaction, so that the schedule does not open runs of its own between the clock and ours. */
const openDay = (round: LiveRound): Promise<void> =>
  inTransaction(contextOf(round, chaosOpensAt), async (ctx) => {
    const nobody = { drain: async () => undefined, owner: "chaos", access: { gateway: round.gateway, appOrigin: "" } };
    await advanceClock(ctx, { to: chaosDueAt, sweeps: false }, nobody);
    for (const { id: sellerId } of await listSellers(ctx)) {
      await startBillRun({ ...ctx, now: chaosDueAt }, { sellerId, throughOn: plainDate("2026-12-16"), batchSize });
    }
  });

/** Answers when it was, or null where the day was over before the moment had come. */
const killInTime = async ({ db }: LiveRound, { settings }: Lane, kill: Kill): Promise<Date | null> => {
  while ((await countSteps(db)) < kill.afterSteps) {
    if (isAtRest(await readUnfinished(db))) return null;
    await pause(15);
  }
  await pause(kill.thenMs);
  const pid = readPidFile(settings.dataDirectory, kill.victim);
  if (pid === null) throw new Error(`${kill.victim} does not run, so it cannot be killed.`);
  const killedAt = new Date();
  process.kill(pid, "SIGKILL");
  await waitForDeath(pid);
  return killedAt;
};

const untilAtRest = async ({ db }: LiveRound): Promise<Unfinished> => {
  for (const until = Date.now() + restPatienceMs; ; await pause(100)) {
    const unfinished = await readUnfinished(db).catch(() => null);
    if (unfinished && (isAtRest(unfinished) || Date.now() > until)) return unfinished;
    if (Date.now() > until) throw new Error("The database has not come back within three minutes.");
  }
};

const readResult = async (round: LiveRound) => {
  const ctx = contextOf(round, chaosDueAt);
  const book = await round.gateway.listBook();
  return {
    facts: await readBillingFacts(ctx, book),
    steps: await countSteps(round.db),
    series: await listNumberSeries(ctx),
    isProved: (await prove(ctx, book)).ok,
  };
};
