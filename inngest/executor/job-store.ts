import { randomUUID } from "node:crypto";
import type { Database, Queryable, Transaction } from "./database";

/** A job this executor holds until its lease ends; `owner` is a new token for each claim. */
export interface ClaimedJob {
  id: string;
  owner: string;
  runId: string;
  functionId: string;
  stepHash: string | null;
  attempt: number;
  lostCount: number;
}

export interface ClaimRequest {
  jobsMax: number;
  leaseSeconds: number;
  /** Serve URLs that did not answer a moment ago. */
  unreachableUrls: string[];
}

interface Candidate {
  id: string;
  keys: string[];
  limits: number[];
}

const claimLock = 7_310_563_042;
const windowSize = 500;

async function countRunningByKey(tx: Transaction): Promise<Map<string, number>> {
  const rows = await tx<{ key: string; running: number }[]>`
    select key, count(*)::int as running
    from inngest_embedded.jobs cross join lateral unnest(concurrency_keys) as key
    where owner is not null and due_at > now() group by key`;
  return new Map(rows.map((row) => [row.key, row.running]));
}

/**
 * The oldest due jobs whose keys all have room, one of each key in turn, so that neither a full key nor a long
 * queue behind one key holds up the others.
 */
function listCandidates(tx: Transaction, fullKeys: string[], request: ClaimRequest): Promise<Candidate[]> {
  return tx<Candidate[]>`
    select id, keys, limits from (
      select w.*, row_number() over (partition by coalesce(keys[1], function_id) order by due_at, id) as turn
      from (
        select j.id, j.due_at, j.function_id, j.concurrency_keys as keys, f.concurrency_limits as limits
        from inngest_embedded.jobs j join inngest_embedded.functions f on f.id = j.function_id
        where j.due_at <= now() and not j.concurrency_keys && ${fullKeys}::text[]
          and f.removed_at is null and f.url <> all(${request.unreachableUrls}::text[])
        order by j.due_at limit ${windowSize}
      ) w
    ) ranked order by turn, due_at, id`;
}

/** Picks in order as long as every key of a job has room, and counts the picked ones as running. */
function pickWithinLimits(candidates: Candidate[], running: Map<string, number>, jobsMax: number) {
  const picked: string[] = [];
  const fullKeys: string[] = [];
  for (const { id, keys, limits } of candidates) {
    const full = keys.find((key, index) => (running.get(key) ?? 0) >= (limits[index] ?? Number.POSITIVE_INFINITY));
    if (full !== undefined) fullKeys.push(full);
    else if (picked.length < jobsMax) {
      picked.push(id);
      for (const key of keys) running.set(key, (running.get(key) ?? 0) + 1);
    }
  }
  return { picked, fullKeys };
}

async function pickJobs(tx: Transaction, request: ClaimRequest): Promise<string[]> {
  const running = await countRunningByKey(tx);
  const picked: string[] = [];
  const fullKeys = new Set<string>();
  while (picked.length < request.jobsMax) {
    const candidates = (await listCandidates(tx, [...fullKeys], request)).filter(({ id }) => !picked.includes(id));
    const round = pickWithinLimits(candidates, running, request.jobsMax - picked.length);
    picked.push(...round.picked);
    for (const key of round.fullKeys) fullKeys.add(key);
    if (candidates.length + picked.length < windowSize || round.fullKeys.length === 0) break;
  }
  return picked;
}

/** Counts of running jobs are exact because all executors claim under one lock. */
export function claimJobs(sql: Database, request: ClaimRequest): Promise<ClaimedJob[]> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${claimLock})`;
    const ids = await pickJobs(tx, request);
    if (ids.length === 0) return [];
    const owners = ids.map(() => randomUUID());
    const jobs = await tx<ClaimedJob[]>`
      update inngest_embedded.jobs j
      set owner = claim.owner, due_at = now() + make_interval(secs => ${request.leaseSeconds})
      from unnest(${ids}::text[], ${owners}::text[]) as claim(id, owner)
      where j.id = claim.id and j.due_at <= now()
      returning j.id, j.owner, j.run_id as "runId", j.function_id as "functionId", j.step_hash as "stepHash",
        j.attempt, j.lost_count as "lostCount"`;
    return [...jobs];
  });
}

/** Renews what is still held; a job that another executor took meanwhile has another owner and is left alone. */
export async function renewLeases(sql: Queryable, owners: string[], leaseSeconds: number): Promise<void> {
  await sql`
    update inngest_embedded.jobs set due_at = now() + make_interval(secs => ${leaseSeconds})
    where id in (
      select id from inngest_embedded.jobs where owner = any(${owners}::text[]) order by id for update skip locked)`;
}

export interface Requeue {
  attempt: number;
  lostCount: number;
  delayMs: number;
}

/** Gives a job back, due after a delay. False when the lease was lost. */
export async function requeueJob(sql: Queryable, job: ClaimedJob, requeue: Requeue): Promise<boolean> {
  const rows = await sql`
    update inngest_embedded.jobs set owner = null, attempt = ${requeue.attempt}, lost_count = ${requeue.lostCount},
      due_at = now() + make_interval(secs => ${requeue.delayMs / 1_000})
    where id = ${job.id} and owner = ${job.owner} returning id`;
  return rows.length > 0;
}

export async function releaseJobs(sql: Queryable, owners: string[]): Promise<void> {
  await sql`
    update inngest_embedded.jobs set owner = null, due_at = now()
    where id in (select id from inngest_embedded.jobs where owner = any(${owners}::text[]) order by id for update)`;
}

export async function deleteJob(sql: Queryable, job: ClaimedJob): Promise<void> {
  await sql`delete from inngest_embedded.jobs where id = ${job.id} and owner = ${job.owner}`;
}
