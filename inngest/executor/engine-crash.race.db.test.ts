import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Inngest } from "inngest";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "@/scripts/free-port";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { askToRegister, serveTestApp, type TestApp, testClient } from "./engine-test-app";
import { type Effects, openEffects, until } from "./engine-test-effects";

interface EngineProcess {
  child: ChildProcess;
  log: string[];
}

interface RunRow {
  status: string;
  outputJson: string | null;
}

const root = path.resolve(import.meta.dirname, "../..");
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const between = (low: number, high: number) => low + Math.random() * (high - low);

let database: TestDatabase;
let effects: Effects;
let app: TestApp;
let client: Inngest;
let ports: number[];
let appPort: number;
const engines = new Map<number, EngineProcess>();

function startEngine(port: number, checkpointing: boolean): EngineProcess {
  const child = spawn(process.execPath, ["--import", "tsx", "inngest/executor/main.ts"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      EXECUTOR_PORT: String(port),
      SERVE_URLS: `http://127.0.0.1:${appPort}/api/inngest`,
      EXECUTOR_LEASE_SECONDS: "1",
      EXECUTOR_POLL_MS: "100",
      EXECUTOR_BACKOFF_SCALE: "0.004",
      EXECUTOR_CHECKPOINTING: checkpointing ? "1" : "0",
    },
  });
  const engine: EngineProcess = { child, log: [] };
  if (child.stdout) createInterface(child.stdout).on("line", (line) => engine.log.push(line));
  child.once("exit", (code) => {
    // As the supervisor does: one that broke by itself is started again.
    if (code === 1) startEngine(port, checkpointing);
  });
  engines.set(port, engine);
  return engine;
}

async function isUp(port: number): Promise<boolean> {
  const health = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
  const body = health?.ok ? ((await health.json()) as { apps: Record<string, { isSynced: boolean }> }) : null;
  return body !== null && Object.values(body.apps).every((state) => state.isSynced);
}

function crashFunctions(step: (caseId: string, name: string, runId: string) => Promise<string>) {
  return client.createFunction(
    { id: "crashed", retries: 8, triggers: [{ event: "engine/crashed" }] },
    async ({ event, step: { run }, runId }) => {
      const { caseId } = event.data as { caseId: string };
      const once = (name: string) => run(name, () => step(caseId, name, runId));
      const results = [await once("first"), await once("second"), await once("third")];
      results.push(...(await Promise.all([once("left"), once("right")])));
      results.push(await once("last"));
      return results;
    },
  );
}

async function recordedStep(caseId: string, name: string, runId: string): Promise<string> {
  const nonce = randomUUID();
  await effects.record({ caseId, name, runId, detail: nonce });
  await pause(between(10, 80));
  return nonce;
}

const runRows = () => effects.sql<RunRow[]>`
  select status, output_json as "outputJson" from inngest_embedded.runs order by id`;

const countCommitted = async () => {
  const [row] = await effects.sql<{ count: number }[]>`
    select count(*)::int from inngest_embedded.steps where state = 'data'`;
  return row?.count ?? 0;
};

/** Steps that ran again although their result was already kept: there must be none. */
const listRepeatedAfterCommit = () => effects.sql`
  select e.run_id, e.name from engine_effects e
  join inngest_embedded.steps s on s.run_id = e.run_id and s.name = e.name
  where s.state = 'data' and e.started_at > s.ended_at`;

async function setUp(functionsOf: () => ReturnType<Inngest["createFunction"]>[], engineCount: number) {
  database = await createTestDatabase();
  effects = await openEffects(database.ownerUrl);
  ports = await Promise.all(Array.from({ length: engineCount }, freePort));
  appPort = await freePort();
  client = testClient(`http://127.0.0.1:${ports[0]}`, "crash-test");
  app = await serveTestApp(client, functionsOf(), appPort);
}

beforeEach(() => engines.clear());

afterEach(async () => {
  for (const { child } of engines.values()) child.kill("SIGKILL");
  await app.close();
  await effects.close();
  await database.drop();
});

const isDone = async () => (await runRows()).every(({ status }) => status !== "running");

async function startAll(checkpointing: boolean): Promise<void> {
  for (const port of ports) startEngine(port, checkpointing);
  await until(async () => (await Promise.all(ports.map(isUp))).every(Boolean));
}

function killSome(checkpointing: boolean): number {
  const victims = Math.random() < 0.2 ? ports : [ports[Math.floor(Math.random() * ports.length)] ?? 0];
  for (const port of victims) {
    engines.get(port)?.child.kill("SIGKILL");
    startEngine(port, checkpointing);
  }
  return victims.length;
}

async function expectKeptOnce(caseId: string, runCount: number): Promise<{ repeatedCount: number }> {
  const statuses = (await runRows()).map(({ status }) => status);
  expect(statuses).toEqual(Array.from({ length: runCount }, () => "completed"));
  expect(await listRepeatedAfterCommit()).toEqual([]);
  const kept = await effects.sql<{ outputJson: string }[]>`
    select output_json as "outputJson" from inngest_embedded.steps where state = 'data'`;
  expect(kept).toHaveLength(runCount * 6);
  const ran = await effects.list(caseId);
  const recorded = new Set(ran.map(({ detail }) => detail));
  expect(kept.filter(({ outputJson }) => !recorded.has(outputJson))).toEqual([]);
  return { repeatedCount: ran.length - kept.length };
}

describe.each([
  { mode: "checkpointing", checkpointing: true },
  { mode: "one step a call", checkpointing: false },
])("kill -9 of executors, $mode", ({ checkpointing }) => {
  it("completes every run and repeats no step that was kept", async () => {
    await setUp(() => [crashFunctions(recordedStep)], 3);
    await startAll(checkpointing);
    const caseId = randomUUID();
    await client.send(Array.from({ length: 70 }, () => ({ name: "engine/crashed", data: { caseId } })));
    let killCount = 0;
    let pairCount = 0;
    for (let round = 0; round < 7 && !(await isDone()); round += 1) {
      await pause(between(100, 400));
      killCount += killSome(checkpointing);
      pairCount += await countCommitted();
    }
    await until(isDone, 25_000);
    const { repeatedCount } = await expectKeptOnce(caseId, 70);
    console.info(`${killCount} kills, ${pairCount} (kill, kept step) pairs, ${repeatedCount} steps in flight repeated`);
    expect(killCount).toBeGreaterThanOrEqual(3);
  }, 60_000);
});

it("ignores the reply of an executor that lost its lease", async () => {
  let reply = (): void => undefined;
  const isStopped = new Promise<void>((resolve) => {
    reply = resolve;
  });
  const slowStep = async (caseId: string, name: string, runId: string) => {
    const nonce = randomUUID();
    await effects.record({ caseId, name, runId, detail: nonce });
    await isStopped;
    return nonce;
  };
  await setUp(
    () => [
      client.createFunction(
        { id: "slow", retries: 0, triggers: [{ event: "engine/slow" }] },
        ({ event, step, runId }) =>
          step.run("slow", () => slowStep((event.data as { caseId: string }).caseId, "slow", runId)),
      ),
    ],
    2,
  );
  const [first = 0, second = 0] = ports;
  const stalled = startEngine(first, false);
  await until(() => isUp(first));
  const caseId = randomUUID();
  await client.send({ name: "engine/slow", data: { caseId } });
  await until(async () => (await effects.list(caseId)).length === 1);
  // Up beforehand: one that stands still for longer than its guard allows ends by itself, and ignores nothing.
  startEngine(second, false);
  await until(() => isUp(second));
  stalled.child.kill("SIGSTOP");
  reply();
  const completed = await until(async () => (await runRows()).find(({ status }) => status === "completed"));
  stalled.child.kill("SIGCONT");
  // One that was stopped inside a transaction finds its connection cut, and its guard may end it instead.
  const hasLetGo = async () =>
    stalled.child.exitCode !== null || stalled.log.some((line) => line.includes("lease was lost"));
  await until(hasLetGo, 100_000);
  const ran = await effects.list(caseId);
  expect(ran).toHaveLength(2);
  expect(completed.outputJson).toBe(ran[1]?.detail);
  expect(await runRows()).toEqual([completed]);
}, 150_000);

it("goes on when its connections to the database are cut", async () => {
  await setUp(() => [crashFunctions(recordedStep)], 2);
  await startAll(true);
  const caseId = randomUUID();
  await client.send(Array.from({ length: 60 }, () => ({ name: "engine/crashed", data: { caseId } })));
  let cutCount = 0;
  for (let round = 0; round < 8; round += 1) {
    await pause(between(50, 300));
    const cut = await effects.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'perennial-executor'`;
    cutCount += cut.length;
  }
  await until(isDone, 20_000);
  await expectKeptOnce(caseId, 60);
  expect(cutCount).toBeGreaterThan(10);
}, 40_000);

it("stops cleanly on SIGTERM, and takes over the functions of an application that registers again", async () => {
  await setUp(() => [crashFunctions(recordedStep)], 1);
  const [port = 0] = ports;
  const engine = startEngine(port, true);
  await until(() => isUp(port));
  expect((await askToRegister(app.serveUrl)).status).toBe(200);
  const exit = new Promise((resolve) => engine.child.once("exit", resolve));
  engine.child.kill("SIGTERM");
  expect(await exit).toBe(0);
  expect(engine.log.every((line) => typeof JSON.parse(line) === "object")).toBe(true);
  expect(engine.log.at(-1)).toContain("The executor has stopped");
});
