import postgres from "postgres";

export interface Effect {
  name: string;
  runId: string;
  attempt: number;
  detail: string | null;
  startedAt: Date;
  endedAt: Date | null;
}

interface Recorded {
  caseId: string;
  name: string;
  runId?: string;
  attempt?: number;
  detail?: unknown;
}

export type Effects = Awaited<ReturnType<typeof openEffects>>;

/** What the test functions did, kept in the database by the database's clock, as real functions would do. */
export async function openEffects(ownerUrl: string) {
  const sql = postgres(ownerUrl, { max: 4, onnotice: () => undefined });
  await sql`
    create table if not exists engine_effects (
      id bigserial primary key, case_id text not null, name text not null, run_id text, attempt integer,
      detail text, started_at timestamptz not null default clock_timestamp(), ended_at timestamptz)`;

  async function record({ caseId, name, runId, attempt, detail }: Recorded): Promise<number> {
    const [row] = await sql<{ id: number }[]>`
      insert into engine_effects (case_id, name, run_id, attempt, detail)
      values (${caseId}, ${name}, ${runId ?? null}, ${attempt ?? null}, ${detail === undefined ? null : JSON.stringify(detail)})
      returning id::int`;
    return row?.id ?? 0;
  }

  return {
    sql,
    record,
    /** Records something that takes a while, with its beginning and its end. */
    async during(recorded: Recorded, ms: number): Promise<void> {
      const id = await record(recorded);
      await new Promise((resolve) => setTimeout(resolve, ms));
      await sql`update engine_effects set ended_at = clock_timestamp() where id = ${id}`;
    },
    list: (caseId: string): Promise<Effect[]> => sql<Effect[]>`
      select name, run_id as "runId", attempt, detail, started_at as "startedAt", ended_at as "endedAt"
      from engine_effects where case_id = ${caseId} order by id`,
    close: () => sql.end({ timeout: 5 }),
  };
}

/** The most that were going on at one time. */
export function mostAtOnce(effects: Effect[]): number {
  return Math.max(
    0,
    ...effects.map(
      ({ startedAt }) =>
        effects.filter((other) => other.startedAt <= startedAt && (other.endedAt === null || other.endedAt > startedAt))
          .length,
    ),
  );
}

export async function until<T>(look: () => Promise<T | null | undefined | false>, timeoutMs = 15_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`It did not happen within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
