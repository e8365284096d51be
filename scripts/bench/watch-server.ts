import postgres from "postgres";
import { readCpuSeconds } from "./bench-server";
import { rounded } from "./rounded";

const sampleMs = 100;

/** What the server spent on the run's connections, and how often they waited for a lock. */
export const watchServer = (ownerUrl: string) => {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  const cpu = new Map<number, number>();
  let samples = 0;
  let waits = 0;
  let peakBytes = 0;
  let start = { wal: "0/0", disk: 0 };
  let timer: NodeJS.Timeout | undefined;
  const sample = async (): Promise<void> => {
    const rows = await sql`select pid, wait_event_type = 'Lock' as waits, state = 'active' as works
      from pg_stat_activity where application_name = 'bench-run'`;
    for (const { pid, waits: isWaiting, works } of rows) {
      cpu.set(pid, readCpuSeconds(pid));
      if (!works) continue;
      samples += 1;
      waits += isWaiting ? 1 : 0;
    }
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  };
  const measure = async () => {
    const [row] = await sql`select pg_current_wal_lsn()::text as wal, pg_database_size(current_database()) as disk`;
    return { wal: row?.wal as string, disk: Number(row?.disk) };
  };
  return {
    open: async (): Promise<void> => {
      start = await measure();
      timer = setInterval(() => void sample(), sampleMs);
    },
    close: async () => {
      clearInterval(timer);
      await sample();
      const end = await measure();
      const [row] = await sql`select pg_wal_lsn_diff(${end.wal}::pg_lsn, ${start.wal}::pg_lsn) as wal,
        (select count(*)::int from invoices) as invoices`;
      await sql.end();
      return {
        invoices: row?.invoices as number,
        walBytes: Number(row?.wal),
        diskBytes: end.disk - start.disk,
        postgresSeconds: [...cpu.values()].reduce((sum, seconds) => sum + seconds, 0),
        peakMegabytes: Math.round(peakBytes / 2 ** 20),
        lockWaitShare: samples > 0 ? rounded(waits / samples, 3) : 0,
      };
    },
  };
};
