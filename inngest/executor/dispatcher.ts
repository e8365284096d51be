import { setMaxListeners } from "node:events";
import { type Database, wakeChannel } from "./database";
import type { ExecutorConfig } from "./executor-config";
import { type ClaimedJob, claimJobs, releaseJobs, renewLeases } from "./job-store";
import { errorText } from "./log";
import { Reachability } from "./reachability";
import { type JobRunner, runJob } from "./run-job";
import { StallGuard } from "./stall-guard";
import { tickCrons } from "./tick-crons";
import { WakeSignal } from "./wake-signal";

/** Claims due jobs, calls the functions, and keeps the leases while calls are open. */
export class Dispatcher {
  readonly reachability = new Reachability();
  readonly #open = new Map<ClaimedJob, Promise<void>>();
  readonly #wake = new WakeSignal();
  readonly #abort = new AbortController();
  readonly #runner: JobRunner;
  readonly #guard: StallGuard;
  #isClosing = false;
  #loop: Promise<void> = Promise.resolve();
  #renewal: NodeJS.Timeout | undefined;
  #nextCronCheck = 0;

  constructor(
    readonly sql: Database,
    readonly config: ExecutorConfig,
  ) {
    this.#guard = new StallGuard(config.stallSeconds * 1_000, config.onStall);
    this.#runner = { sql, config, reachability: this.reachability, guard: this.#guard };
    setMaxListeners(0, this.#abort.signal);
  }

  get openCount(): number {
    return this.#open.size;
  }

  async start(): Promise<void> {
    await this.sql.listen(
      wakeChannel,
      () => this.wake(),
      () => this.wake(),
    );
    this.#renewal = setInterval(() => void this.#renew(), (this.config.leaseSeconds * 1_000) / 3);
    this.#loop = this.#run();
  }

  wake(): void {
    this.#wake.raise();
  }

  /** Open calls may end within the grace; then their jobs are given back for another executor. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.wake();
    await this.#loop;
    const settled = Promise.allSettled(this.#open.values());
    const grace = new Promise((resolve) => setTimeout(resolve, this.config.closeGraceMs).unref());
    await Promise.race([settled, grace]);
    clearInterval(this.#renewal);
    const owners = [...this.#open.keys()].map((job) => job.owner);
    this.#abort.abort();
    await settled;
    if (owners.length > 0) await releaseJobs(this.sql, owners);
    this.#guard.stop();
  }

  async #run(): Promise<void> {
    while (!this.#isClosing) {
      try {
        const claimedCount = await this.#guard.watch(() => this.#lookForWork());
        if (claimedCount > 0) continue;
      } catch (error) {
        this.config.log("error", "The executor could not look for work", { error: errorText(error) });
        await new Promise((resolve) => setTimeout(resolve, this.config.pollMs));
        continue;
      }
      await this.#wake.wait(this.config.pollMs);
    }
  }

  async #lookForWork(): Promise<number> {
    if (Date.now() >= this.#nextCronCheck) {
      this.#nextCronCheck = Date.now() + this.config.pollMs;
      await tickCrons(this.sql);
    }
    const jobsMax = this.config.callsMax - this.#open.size;
    if (jobsMax <= 0) return 0;
    const unreachableUrls = this.reachability.pausedUrls();
    const jobs = await claimJobs(this.sql, { jobsMax, leaseSeconds: this.config.leaseSeconds, unreachableUrls });
    for (const job of jobs) this.#open.set(job, this.#runToEnd(job));
    return jobs.length;
  }

  async #runToEnd(job: ClaimedJob): Promise<void> {
    try {
      await runJob(this.#runner, job, this.#abort.signal);
    } catch (error) {
      this.config.log("error", "A job broke off and is tried again", { runId: job.runId, error: errorText(error) });
      // When this fails as well, the job is due again once its lease has ended.
      await releaseJobs(this.sql, [job.owner]).catch(() => undefined);
    } finally {
      this.#open.delete(job);
      this.wake();
    }
  }

  async #renew(): Promise<void> {
    const owners = [...this.#open.keys()].map((job) => job.owner);
    if (owners.length === 0) return;
    try {
      await this.#guard.watch(() => renewLeases(this.sql, owners, this.config.leaseSeconds));
    } catch (error) {
      this.config.log("error", "Leases could not be renewed", { error: errorText(error) });
    }
  }
}
