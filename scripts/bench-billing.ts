import { execFileSync } from "node:child_process";
import os from "node:os";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { connectDatabase } from "@/db/client";
import { seedCatalog } from "@/db/seed";
import { getBillRun, startBillRun, workBillRun } from "@/server/billing";
import { plainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { prove } from "@/server/proof";
import { listSellers } from "@/server/sellers";
import { type BenchServer, readCpuSeconds, startBenchServer } from "./bench/bench-server";
import { copyBatches, countRows, readBatches } from "./bench/copy-rows";
import { type BenchMix, drawCompany } from "./bench/draw-company";
import { rounded } from "./bench/rounded";
import { watchServer } from "./bench/watch-server";

const batchSize = 2_000;
const joinedOn = plainDate("2026-11-16");
const dueOn = plainDate("2026-12-16");
const dueAt = new Date(`${dueOn}T23:00:00Z`);
const joinedAt = new Date("2026-11-16T09:00:00Z");

type Options = {
  readonly accounts: number;
  readonly writers: number;
  readonly pairs: number;
  readonly seed: number;
  readonly plain: boolean;
};

const readCount = (name: string, text: string | undefined, fallback: number): number => {
  const count = text === undefined ? fallback : Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new Error(`--${name} is "${text}". Give a whole number above 0.`);
};

const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      accounts: { type: "string" },
      writers: { type: "string" },
      pairs: { type: "string" },
      seed: { type: "string" },
      plain: { type: "boolean", default: false },
    },
  });
  const accounts = readCount("accounts", values.accounts, 10_000);
  return {
    accounts,
    writers: readCount("writers", values.writers, 1),
    pairs: readCount("pairs", values.pairs, accounts >= 500_000 ? 1 : 3),
    seed: readCount("seed", values.seed, 42),
    plain: values.plain,
  };
};

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const contextOf = (db: ServiceContext["db"], now: Date): ServiceContext => ({
  actor: { kind: "system", job: "bench" },
  now,
  requestId: "bench",
  db,
});

/** Bills a month of drawn accounts, then copies the very same rows in, in turns: what the engine costs above the rows. */
export const main = async ({ arguments: args }: { arguments: readonly string[] }): Promise<void> => {
  const options = readOptions(args);
  const server = await startBenchServer("bench-billing", Number(process.env.BENCH_PORT || "4600"));
  try {
    const mix = await makeTemplate(server, options);
    const pairs: Pair[] = [];
    for (let at = 1; at <= options.pairs; at += 1) {
      const pair = await playPair(server, options, `pair_${at}`);
      pairs.push(pair);
      say(`Pair ${at}: ${pair.run.invoicesPerSecond} invoices/s, CPU ratio ${pair.cpuRatio}`);
    }
    process.stdout.write(`${JSON.stringify(reportOf(server, options, mix, pairs))}\n`);
  } finally {
    await server.stop();
  }
};

const makeTemplate = async (server: BenchServer, options: Options): Promise<BenchMix> => {
  say(`Drawing ${options.accounts} accounts that are due on one day`);
  const { url, ownerUrl } = await server.create("template_due");
  const { db, close } = connectDatabase(url, { poolSize: 1, applicationName: "bench" });
  const ctx = contextOf(db, joinedAt);
  await seedCatalog(ctx);
  const mix = await drawCompany(ctx, {
    accountCount: options.accounts,
    seed: options.seed,
    takesStubs: !options.plain,
    joinFrom: joinedOn,
    joinDays: 1,
  });
  await close();
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  await owner`vacuum analyze`;
  await owner.end();
  return mix;
};

type Measured = {
  readonly invoices: number;
  readonly seconds: number;
  readonly nodeSeconds: number;
  readonly postgresSeconds: number;
  readonly walBytes: number;
  readonly diskBytes: number;
  readonly peakMegabytes: number;
  readonly lockWaitShare: number;
  readonly planSeconds: number;
  readonly failures: number;
};

type Pair = {
  readonly run: Measured & { readonly invoicesPerSecond: number };
  readonly raw: { readonly seconds: number; readonly nodeSeconds: number; readonly postgresSeconds: number };
  readonly rows: Readonly<Record<string, number>>;
  readonly cpuRatio: number;
  readonly wallRatio: number;
  readonly isProved: boolean;
};

const playPair = async (server: BenchServer, options: Options, name: string): Promise<Pair> => {
  const billed = await server.create(name, "template_due");
  const run = await billAll(billed, options.writers);
  const rows = await countRows(billed.ownerUrl);
  const isProved = await isProvedIn(billed.url);
  const batches = await readBatches(billed.ownerUrl, batchSize);
  await server.drop(name);
  const copied = await server.create(`${name}_raw`, "template_due");
  const raw = await copyBatches(copied.ownerUrl, batches, readCpuSeconds);
  const rowsCopied = await countRows(copied.ownerUrl);
  await server.drop(`${name}_raw`);
  if (JSON.stringify(rows) !== JSON.stringify(rowsCopied)) throw new Error("Other rows were copied than were billed.");
  return {
    run: { ...run, invoicesPerSecond: Math.round(run.invoices / run.seconds) },
    raw,
    rows,
    cpuRatio: rounded((raw.nodeSeconds + raw.postgresSeconds) / (run.nodeSeconds + run.postgresSeconds)),
    wallRatio: rounded(raw.seconds / run.seconds),
    isProved,
  };
};

const isProvedIn = async (url: string): Promise<boolean> => {
  const { db, close } = connectDatabase(url, { poolSize: 1, applicationName: "bench-proof" });
  await db.execute("set statement_timeout = 0");
  const { ok } = await prove(contextOf(db, dueAt), []);
  await close();
  return ok;
};

/** Plans, opens and works a run for every seller; the time goes from the planning to the last commit. */
const billAll = async ({ url, ownerUrl }: { url: string; ownerUrl: string }, writers: number): Promise<Measured> => {
  const { db, close } = connectDatabase(url, { poolSize: writers + 1, applicationName: "bench-run" });
  const watcher = watchServer(ownerUrl);
  await watcher.open();
  const ctx = contextOf(db, dueAt);
  const before = { at: performance.now(), node: process.cpuUsage() };
  let planSeconds = 0;
  let failures = 0;
  for (const seller of await listSellers(ctx)) {
    const planning = performance.now();
    const { runId } = await startBillRun(ctx, { sellerId: seller.id, throughOn: dueOn, batchSize });
    planSeconds += (performance.now() - planning) / 1000;
    await workRun(ctx, runId, writers);
    failures += (await getBillRun(ctx, runId)).errorCount;
  }
  const seconds = (performance.now() - before.at) / 1000;
  const node = process.cpuUsage(before.node);
  const watched = await watcher.close();
  await close();
  const nodeSeconds = (node.user + node.system) / 1e6;
  return { ...watched, seconds, nodeSeconds, planSeconds, failures };
};

const workRun = async (ctx: ServiceContext, runId: string, writers: number): Promise<void> => {
  const waiting = (await getBillRun(ctx, runId)).ranges.map(({ position }) => position);
  const work = async (owner: string): Promise<void> => {
    for (let position = waiting.shift(); position !== undefined; position = waiting.shift()) {
      for (;;) {
        const { state } = await workBillRun(ctx, { runId, position, owner, budgetMs: 20_000 });
        if (state === "done") break;
      }
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, at) => work(`bench-${at}`)));
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

const spread = (values: readonly number[]) => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
});

const commit = (): string => {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
};

const reportOf = (server: BenchServer, options: Options, mix: BenchMix, pairs: readonly Pair[]) => {
  const of = (pick: (pair: Pair) => number) => spread(pairs.map(pick));
  const perInvoice = (pick: (pair: Pair) => number) =>
    spread(pairs.map((pair) => Math.round((pick(pair) / pair.run.invoices) * 1e6)));
  const [first] = pairs;
  const rowCount = Object.values(first?.rows ?? {}).reduce((sum, count) => sum + count, 0);
  return {
    bench: "billing",
    ...options,
    mix: { ...mix, linesPerInvoice: rounded(mix.lines / mix.accounts), discounts: 0, usage: 0, credits: 0 },
    invoices: first?.run.invoices,
    failures: first?.run.failures,
    rowsPerInvoice: rounded(rowCount / (first?.run.invoices ?? 1)),
    invoicesPerSecond: of(({ run }) => run.invoicesPerSecond),
    cpuRatio: of(({ cpuRatio }) => cpuRatio),
    wallRatio: of(({ wallRatio }) => wallRatio),
    postgresMicrosPerInvoice: perInvoice(({ run }) => run.postgresSeconds),
    nodeMicrosPerInvoice: perInvoice(({ run }) => run.nodeSeconds),
    rawPostgresMicrosPerInvoice: perInvoice(({ raw }) => raw.postgresSeconds),
    rawNodeMicrosPerInvoice: perInvoice(({ raw }) => raw.nodeSeconds),
    walBytesPerInvoice: of(({ run }) => Math.round(run.walBytes / run.invoices)),
    diskBytesPerInvoice: of(({ run }) => Math.round(run.diskBytes / run.invoices)),
    planSeconds: of(({ run }) => rounded(run.planSeconds)),
    peakMegabytes: of(({ run }) => run.peakMegabytes),
    lockWaitShare: of(({ run }) => run.lockWaitShare),
    proof: pairs.every(({ isProved }) => isProved),
    server: server.settings,
    machine: { cpus: os.cpus().length, load: rounded(os.loadavg()[0] ?? 0), node: process.version, commit: commit() },
  };
};
