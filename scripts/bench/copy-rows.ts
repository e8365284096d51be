import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";

/** What a bill run writes for an invoice, parents first; how each row finds the invoice it belongs to. */
const tables = [
  { name: "invoices", from: "invoices t join bench_batches b on b.invoice_id = t.id" },
  { name: "invoice_lines", from: "invoice_lines t join bench_batches b on b.invoice_id = t.invoice_id" },
  { name: "invoice_taxes", from: "invoice_taxes t join bench_batches b on b.invoice_id = t.invoice_id" },
  { name: "invoice_balances", from: "invoice_balances t join bench_batches b on b.invoice_id = t.invoice_id" },
  { name: "revenue_schedules", from: "revenue_schedules t join bench_batches b on b.invoice_id = t.document_id" },
  { name: "journal_entries", from: "journal_entries t join bench_batches b on b.invoice_id = t.source_id" },
  {
    name: "postings",
    from: "postings t join journal_entries e on e.id = t.entry_id join bench_batches b on b.invoice_id = e.source_id",
  },
  { name: "invoice_numbers", from: "invoice_numbers t join bench_batches b on b.invoice_id = t.invoice_id" },
] as const;

type Batch = ReadonlyMap<string, Buffer>;

export type RowCounts = Readonly<Record<string, number>>;

export type CopyResult = { readonly seconds: number; readonly nodeSeconds: number; readonly postgresSeconds: number };

const connect = (url: string) =>
  postgres(url, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: "bench-copy", statement_timeout: 0 },
    // Without it each COPY waits 40 ms for an acknowledgement.
    socket: ({ host, port }: { host: string[]; port: number[] }) =>
      new Promise((resolve, reject) => {
        const socket = net.connect(port[0] ?? 5432, host[0] ?? "127.0.0.1");
        socket.setNoDelay(true);
        socket.once("connect", () => resolve(socket));
        socket.once("error", reject);
      }),
  } as postgres.Options<Record<string, never>>);

export const countRows = async (url: string): Promise<RowCounts> => {
  const sql = connect(url);
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await sql.unsafe(`select count(*)::int as count from ${name}`);
    counts[name] = row?.count ?? 0;
  }
  await sql.end();
  return counts;
};

/** The rows of a finished run, in the batches in which they were written. */
export const readBatches = async (url: string, batchSize: number): Promise<Batch[]> => {
  const sql = connect(url);
  await sql.unsafe(`create temp table bench_batches as
    select id as invoice_id, ((row_number() over (order by ctid) - 1) / ${batchSize})::int as batch from invoices`);
  await sql.unsafe("create index on bench_batches (batch); create index on bench_batches (invoice_id)");
  const [last] = await sql.unsafe("select max(batch) as batch from bench_batches");
  // By a file of the server's: the driver's stream of rows stands still where it is slower than they come.
  const [where] = await sql`show data_directory`;
  const file = path.join(where?.data_directory, "bench-rows");
  const batches: Batch[] = [];
  for (let batch = 0; batch <= (last?.batch ?? -1); batch += 1) {
    const rows = new Map<string, Buffer>();
    for (const { name, from } of tables) {
      await sql.unsafe(`copy (select t.* from ${from} where b.batch = ${batch}) to '${file}'`);
      rows.set(name, fs.readFileSync(file));
    }
    batches.push(rows);
  }
  await sql.end();
  return batches;
};

/** The bound: the same rows into the same empty tables, with every index, key and trigger, a transaction a batch. */
export const copyBatches = async (
  url: string,
  batches: readonly Batch[],
  readCpuSeconds: (pid: number) => number,
): Promise<CopyResult> => {
  const sql = connect(url);
  const [backend] = await sql`select pg_backend_pid() as pid`;
  const pid: number = backend?.pid;
  const before = { at: performance.now(), node: process.cpuUsage(), postgres: readCpuSeconds(pid) };
  for (const batch of batches) {
    await sql.begin(async (inner) => {
      for (const { name } of tables) {
        const rows = batch.get(name) ?? Buffer.alloc(0);
        await pipeline(Readable.from([rows]), await inner.unsafe(`copy ${name} from stdin`).writable());
      }
    });
  }
  const node = process.cpuUsage(before.node);
  const result = {
    seconds: (performance.now() - before.at) / 1000,
    nodeSeconds: (node.user + node.system) / 1e6,
    postgresSeconds: readCpuSeconds(pid) - before.postgres,
  };
  await sql.end();
  return result;
};
