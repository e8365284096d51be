import { createHash, randomUUID } from "node:crypto";
import type { Inngest } from "inngest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "@/scripts/free-port";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { connect } from "./database";
import { askToRegister, type Keys, serveTestApp, type TestApp, testClient } from "./engine-test-app";
import { type Effects, mostAtOnce, openEffects, until } from "./engine-test-effects";
import { engineTestFunctions, tickingFunction } from "./engine-test-functions";
import type { ExecutorOptions } from "./executor-config";
import { deleteExpired } from "./retention";
import { type Executor, startExecutor } from "./start-executor";

type Body = () => void | Promise<void>;

// A case that does not belong to a mode is not registered for it, rather than shown as one that was left out.
const itWhen = (applies: unknown) => (title: string, body: Body) => {
  if (applies) it(title, body);
};

const describeWhen = (applies: unknown) => (title: string, body: () => void) => {
  if (applies) describe(title, body);
};

// With ENGINE_URL the suite runs against a real Inngest server, less what only the embedded executor promises.
const realEngine = process.env.ENGINE_URL;
const patienceMs = realEngine ? 150_000 : 12_000;

interface ApiRun {
  run_id: string;
  status: "Running" | "Completed" | "Failed" | "Cancelled";
  output: unknown;
}

let database: TestDatabase;
let effects: Effects;

/** A database for one group of tests: functions of another group would be triggered by the same events. */
function useDatabase(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    effects = await openEffects(database.ownerUrl);
  });
  afterAll(async () => {
    await effects.close();
    await database.drop();
  });
}

function executor(port: number, serveUrls: string[], options: Partial<ExecutorOptions> = {}) {
  return startExecutor({
    databaseUrl: database.url,
    port,
    serveUrls,
    leaseSeconds: 3,
    pollMs: 100,
    backoffScale: 0.004,
    log: () => undefined,
    ...options,
  });
}

let authorization: Record<string, string> = {};

async function getRuns(engineUrl: string, eventId: string): Promise<ApiRun[]> {
  const response = await fetch(`${engineUrl}/v1/events/${eventId}/runs`, { headers: authorization });
  const body = (await response.json()) as { data: ApiRun[] | null };
  return body.data ?? [];
}

function send(client: Inngest, name: string, data: Record<string, unknown>, id?: string) {
  return client.send({ name: `engine/${name}`, data, ...(id ? { id } : {}) }).then(({ ids: [first = ""] }) => first);
}

function ended(engineUrl: string, eventId: string): Promise<ApiRun> {
  const isOver = (run: ApiRun) => run.status !== "Running";
  return until(async () => (await getRuns(engineUrl, eventId)).find(isOver), patienceMs);
}

const quiet = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Mode {
  mode: string;
  id: string;
  checkpointing: boolean;
  keys?: Keys;
}

const testKeys = { signingKey: "signkey-test-00ffa1b2c3d4", eventKey: "sender" };

const modes: Mode[] = realEngine
  ? [{ mode: "a real server", id: "engine-test-real", checkpointing: true }]
  : [
      { mode: "the embedded executor, checkpointing", id: "engine-test-many", checkpointing: true },
      { mode: "the embedded executor, one step a call", id: "engine-test-one", checkpointing: false },
      { mode: "the embedded executor, with keys", id: "engine-test-keys", checkpointing: true, keys: testKeys },
    ];

describe.each(modes)("functions run by $mode", ({ id: appId, checkpointing, keys }) => {
  let engineUrl: string;
  let client: Inngest;
  let app: TestApp;
  let engine: Executor | undefined;
  useDatabase();

  beforeAll(async () => {
    const port = await freePort();
    engineUrl = realEngine ?? `http://127.0.0.1:${port}`;
    client = testClient(engineUrl, appId, keys);
    const digest = createHash("sha256").update(Buffer.from("00ffa1b2c3d4", "hex")).digest("hex");
    authorization = keys ? { authorization: `Bearer signkey-test-${digest}` } : {};
    app = await serveTestApp(client, engineTestFunctions(client, effects), await freePort());
    if (!realEngine) engine = await executor(port, [app.serveUrl], { checkpointing, ...keys });
    await until(async () => (await askToRegister(app.serveUrl)).status === 200);
  });

  afterAll(async () => {
    await engine?.close();
    await app.close();
  });

  // Keys change who may call and nothing else; what does not depend on how steps are called is tried in one mode.
  const itUnkeyed = itWhen(!keys);
  const itOnce = itWhen(!keys && checkpointing);

  itWhen(keys)("refuses callers who do not have its keys", async () => {
    const statuses = await Promise.all([
      fetch(`${engineUrl}/e/stranger`, { method: "POST", body: JSON.stringify({ name: "engine/sent", data: {} }) }),
      fetch(`${engineUrl}/fn/register`, { method: "POST", body: "{}" }),
      fetch(`${engineUrl}/v1/runs/any`),
      fetch(app.serveUrl, { method: "POST", body: "{}" }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });

  it("runs each step once, passes its result on, and reports the result", async () => {
    const caseId = randomUUID();
    const eventId = await send(client, "memoized", { caseId, n: 4 });
    const run = await ended(engineUrl, eventId);
    expect(run).toMatchObject({ status: "Completed", output: { second: 9 } });
    expect((await effects.list(caseId)).map(({ name, detail }) => [name, detail])).toEqual([
      ["first", null],
      ["second", "8"],
      ["repeated", null],
      ["repeated", null],
    ]);
    const response = await fetch(`${engineUrl}/v1/runs/${run.run_id}`, { headers: authorization });
    const shown = (await response.json()) as { data: ApiRun };
    expect(shown.data).toMatchObject({ run_id: run.run_id, status: "Completed" });
  });

  itOnce("starts nothing when the trigger's condition does not hold or cannot be read from the event", async () => {
    const caseId = randomUUID();
    const ids = await Promise.all([send(client, "memoized", { caseId, n: 1 }), send(client, "memoized", { caseId })]);
    await quiet(400);
    expect(await Promise.all(ids.map((id) => getRuns(engineUrl, id)))).toEqual([[], []]);
  });

  itUnkeyed("retries a failing step by itself, and counts its attempts", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "flaky", { caseId, failures: 2 }));
    expect(run).toMatchObject({ status: "Completed", output: "in the end" });
    const did = await effects.list(caseId);
    expect(did.map(({ name, attempt }) => [name, attempt])).toEqual([
      ["before", null],
      ["flaky", 0],
      ["flaky", 1],
      ["flaky", 2],
    ]);
  });

  itUnkeyed("does not come back before the time a step asked for", async () => {
    const caseId = randomUUID();
    expect((await ended(engineUrl, await send(client, "later", { caseId }))).status).toBe("Completed");
    const [first, second] = await effects.list(caseId);
    const waitedMs = Number(second?.startedAt) - Number(first?.startedAt);
    expect(waitedMs).toBeGreaterThanOrEqual(1_400);
    expect(waitedMs).toBeLessThan(realEngine ? 10_000 : 3_500);
  });

  it("runs a hopeless step once and hands the original event to onFailure", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "hopeless", { caseId, key: "original" }));
    expect(run.status).toBe("Failed");
    const did = await until(async () => {
      const list = await effects.list(caseId);
      return list.some(({ name }) => name === "on failure") && list;
    }, patienceMs);
    expect(did.map(({ name }) => name)).toEqual(["hopeless", "on failure"]);
    expect(JSON.parse(did[1]?.detail ?? "")).toEqual({ error: "no hope", key: "original" });
  });

  itUnkeyed("fails a run whose step has used up its attempts", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "exhausted", { caseId, key: "k" }));
    expect(run.status).toBe("Failed");
    await until(async () => (await effects.list(caseId)).length === 3, patienceMs);
    expect((await effects.list(caseId)).map(({ name }) => name)).toEqual(["exhausted", "exhausted", "on failure"]);
  });

  itOnce("fails a run that throws outside its steps, after its attempts", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "outside", { caseId }));
    expect(run).toMatchObject({ status: "Failed", output: { message: "thrown outside a step" } });
    expect((await effects.list(caseId)).map(({ attempt }) => attempt)).toEqual([0, 1]);
  });

  it("lets a function catch the failure of a step and go on", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "caught", { caseId }));
    expect(run).toMatchObject({ status: "Completed", output: "expected" });
    expect(await effects.list(caseId)).toHaveLength(1);
  });

  itOnce("delivers events that a step sends to another function, once each", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "send", { caseId }));
    expect(run.status).toBe("Completed");
    await until(async () => (await effects.list(caseId)).length >= 2, patienceMs);
    await quiet(300);
    expect((await effects.list(caseId)).map(({ detail }) => detail).sort()).toEqual(["1", "2"]);
  });

  itUnkeyed("runs parallel steps at the same time, and what follows them after the last", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "parallel", { caseId }));
    expect(run).toMatchObject({ status: "Completed", output: "abcde" });
    const did = await effects.list(caseId);
    expect(did).toHaveLength(5);
    expect(mostAtOnce(did)).toBe(3);
  });

  itUnkeyed("keeps within the limit of each concurrency key, without holding up other keys", async () => {
    const caseId = randomUUID();
    const keys = ["red", "red", "red", "red", "red", "green", "green", "green"];
    const ids = await Promise.all(keys.map((key) => send(client, "limited", { caseId, key })));
    await Promise.all(ids.map((id) => ended(engineUrl, id)));
    const did = await effects.list(caseId);
    expect(did).toHaveLength(16);
    for (const key of ["red", "green"]) expect(mostAtOnce(did.filter(({ name }) => name === key))).toBe(2);
    expect(mostAtOnce(did)).toBeGreaterThan(2);
  });

  itOnce("runs a function once for each idempotency key", async () => {
    const caseId = randomUUID();
    for (const key of ["a", "b", "a"]) await send(client, "once", { caseId, key: `${caseId}${key}` });
    await Promise.all(["a", "b"].map((key) => send(client, "once", { caseId, key: `${caseId}${key}` })));
    await until(async () => (await effects.list(caseId)).length >= 2, patienceMs);
    await quiet(400);
    expect(await effects.list(caseId)).toHaveLength(2);
  });

  itOnce("runs a function once for events with the same id", async () => {
    const caseId = randomUUID();
    await Promise.all([1, 2, 3].map(() => send(client, "sent", { caseId, n: 7 }, `id-${caseId}`)));
    await until(async () => (await effects.list(caseId)).length >= 1, patienceMs);
    await send(client, "sent", { caseId, n: 7 }, `id-${caseId}`);
    await quiet(400);
    expect(await effects.list(caseId)).toHaveLength(1);
  });

  itOnce("cancels a run", async () => {
    const caseId = randomUUID();
    const eventId = await send(client, "limited", { caseId, key: caseId, ms: 700 });
    const run = await until(async () => (await getRuns(engineUrl, eventId))[0], patienceMs);
    await until(async () => (await effects.list(caseId)).length === 1, patienceMs);
    const response = await fetch(`${engineUrl}/v1/runs/${run.run_id}`, { method: "DELETE", headers: authorization });
    expect(response.ok).toBe(true);
    expect((await ended(engineUrl, eventId)).status).toBe("Cancelled");
    await quiet(1_000);
    expect(await effects.list(caseId)).toHaveLength(1);
  });
});

describeWhen(!realEngine)("what only the embedded executor promises", () => {
  let engineUrl: string;
  let client: Inngest;
  let app: TestApp;
  let engines: Executor[];
  let appPort: number;
  let refusedPort: number;
  useDatabase();

  const startApp = () =>
    serveTestApp(
      client,
      [
        ...engineTestFunctions(client, effects),
        tickingFunction(client, effects, { id: "every-second", cron: "* * * * * *" }),
        tickingFunction(client, effects, { id: "every-year", cron: "TZ=Europe/Paris 0 3 1 1 *" }),
      ],
      appPort,
    );

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${engineUrl}${path}`, { method: "POST", body: JSON.stringify(body), headers });

  beforeAll(async () => {
    authorization = {};
    const ports = [await freePort(), await freePort(), await freePort()];
    appPort = await freePort();
    refusedPort = await freePort();
    engineUrl = `http://127.0.0.1:${ports[0]}`;
    client = testClient(engineUrl, "engine-test-three");
    app = await startApp();
    const serveUrls = [app.serveUrl, `http://127.0.0.1:${refusedPort}/api/inngest`];
    engines = await Promise.all(ports.map((port) => executor(port, serveUrls)));
    await until(
      async () => (await fetch(`${engineUrl}/health`)).ok && (await askToRegister(app.serveUrl)).status === 200,
    );
  });

  afterAll(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
    await app.close();
  });

  it("keeps within a concurrency limit with three executors", async () => {
    const caseId = randomUUID();
    const keys = Array.from({ length: 30 }, (_, i) => `key ${i % 3}`);
    const { ids } = await client.send(keys.map((key) => ({ name: "engine/limited", data: { caseId, key, ms: 40 } })));
    await Promise.all(ids.map((id) => ended(engineUrl, id)));
    const did = await effects.list(caseId);
    expect(did).toHaveLength(60);
    for (const key of new Set(keys)) expect(mostAtOnce(did.filter(({ name }) => name === key))).toBe(2);
  });

  it("ticks once with three executors", async () => {
    const ticks = async () => (await effects.list("every-second")).map(({ detail }) => Number(detail));
    await until(async () => (await ticks()).length >= 3);
    const seen = await ticks();
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.every((tick) => tick % 1_000 === 0)).toBe(true);
  });

  it("ticks once for all the ticks that went by while it was down", async () => {
    await effects.sql`
      update inngest_embedded.crons set next_at = now() - interval '5 years' where function_id like '%-every-year'`;
    await until(async () => (await effects.list("every-year")).length > 0);
    await quiet(500);
    expect(await effects.list("every-year")).toHaveLength(1);
    const [cron] = await effects.sql`
      select next_at > now() as "isAhead" from inngest_embedded.crons where function_id like '%-every-year'`;
    expect(cron?.isAhead).toBe(true);
  });

  it("tells a call that has lost its job to stop, and keeps nothing of it", async () => {
    const caseId = randomUUID();
    const eventId = await send(client, "limited", { caseId, key: caseId, ms: 500 });
    const run = await until(async () => (await getRuns(engineUrl, eventId))[0]);
    const step = { id: "0".repeat(40), op: "StepRun", displayName: "forged", data: 1 };
    const stale = { run_id: run.run_id, fn_id: "any", qi_id: randomUUID(), steps: [step] };
    expect((await post(`/v1/checkpoint/${run.run_id}/async`, stale)).status).toBe(409);
    expect((await ended(engineUrl, eventId)).status).toBe("Completed");
    const [forged] = await effects.sql`
      select count(*)::int from inngest_embedded.steps where run_id = ${run.run_id} and name = 'forged'`;
    expect(forged?.count).toBe(0);
  });

  it("does not let a long queue behind one key hold up another", async () => {
    const caseId = randomUUID();
    const blocking = Array.from({ length: 700 }, () => ({
      name: "engine/limited",
      data: { caseId, key: "busy", ms: 60_000 },
    }));
    const { ids } = await client.send(blocking);
    await until(async () => (await effects.list(caseId)).length === 2);
    const began = Date.now();
    await ended(engineUrl, await send(client, "limited", { caseId, key: "free", ms: 1 }));
    expect(Date.now() - began).toBeLessThan(2_500);
    await effects.sql`delete from inngest_embedded.runs where event_id = any(${ids})`;
  });

  it("deletes what ended long ago, and nothing that goes on", async () => {
    const caseId = randomUUID();
    const done = await send(client, "sent", { caseId, n: 1 });
    await ended(engineUrl, done);
    const going = await send(client, "limited", { caseId, key: caseId, ms: 1_000 });
    await until(async () => (await effects.list(caseId)).length === 2);
    const sql = connect(database.url, 1);
    const deleted = await deleteExpired(sql, 0);
    await sql.end();
    expect(deleted.runs).toBeGreaterThan(0);
    expect(await getRuns(engineUrl, done)).toEqual([]);
    expect((await ended(engineUrl, going)).status).toBe("Completed");
  });

  it("fails a run at once when it asks for what is not implemented, naming it", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "sleeping", { caseId }));
    expect(run.status).toBe("Failed");
    expect(JSON.stringify(run.output)).toContain('does not implement Sleep, asked for by step \\"nap\\"');
    const did = await until(async () => {
      const list = await effects.list(caseId);
      return list.length >= 2 && list;
    });
    expect(did.map(({ name }) => name)).toEqual(["began", "on failure"]);
  });

  it.each([
    ["cancelOn", { cancelOn: [{ event: "x" }] }],
    ["debounce", { debounce: { period: "1m" } }],
    ["throttle", { throttle: { limit: 1, period: "1m" } }],
    ["rateLimit", { rateLimit: { limit: 1, period: "1m" } }],
    ["batchEvents", { batchEvents: { maxSize: 5, timeout: "5s" } }],
    ["singleton", { singleton: { mode: "skip" } }],
    ["priority", { priority: { run: "1" } }],
    ["timeouts", { timeouts: { finish: "1m" } }],
    ["wildcard trigger", { triggers: [{ event: "x/*" }] }],
    ["jitter", { triggers: [{ cron: "* * * * *", jitter: "10s" }] }],
    ["concurrency scope", { concurrency: { limit: 1, scope: "env", key: '"k"' } }],
    ["concurrency limit of 0", { concurrency: 0 }],
    ["unreadable expression", { triggers: [{ event: "x", if: "event.data. >" }] }],
    ["unreadable cron", { triggers: [{ cron: "every day" }] }],
  ])("refuses %s at sync and keeps what was synced before", async (option, options) => {
    const asking = testClient(engineUrl, "engine-test-three");
    const config = { id: "asks-too-much", triggers: [{ event: "x" }], ...options } as Parameters<
      Inngest["createFunction"]
    >[0];
    const refusedApp = await serveTestApp(asking, [asking.createFunction(config, () => null)], refusedPort);
    const { status, message } = await askToRegister(refusedApp.serveUrl);
    await refusedApp.close();
    expect(status).toBe(400);
    expect(message).toContain('"engine-test-three-asks-too-much"');
    expect(message).toContain(option);
    const [kept] =
      await effects.sql`select count(*)::int from inngest_embedded.functions where app_id = 'engine-test-three' and removed_at is null`;
    expect(kept?.count).toBeGreaterThan(10);
  });

  it("refuses an application that is not among its serve URLs", async () => {
    const registration = { url: "http://127.0.0.1:9/api/inngest", appName: "stranger", functions: [] };
    const response = await post("/fn/register", registration);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("not among the configured serve URLs");
  });

  it("waits for functions that cannot be reached, without counting attempts", async () => {
    const caseId = randomUUID();
    await app.close();
    const eventId = await send(client, "outside", { caseId });
    await quiet(800);
    expect((await getRuns(engineUrl, eventId))[0]?.status).toBe("Running");
    app = await startApp();
    expect((await askToRegister(app.serveUrl)).status).toBe(200);
    await ended(engineUrl, eventId);
    expect((await effects.list(caseId)).map(({ attempt }) => attempt)).toEqual([0, 1]);
  });

  it("calls again when the functions go away in the middle of a call, without counting an attempt", async () => {
    const caseId = randomUUID();
    const eventId = await send(client, "limited", { caseId, key: caseId, ms: 400 });
    await until(async () => (await effects.list(caseId)).length === 1);
    await app.close();
    app = await startApp();
    // The function has no retries, so a counted attempt would have failed it.
    expect((await ended(engineUrl, eventId)).status).toBe("Completed");
  });

  it("fails a run with too many steps or too large an output", async () => {
    const caseId = randomUUID();
    const many = await ended(engineUrl, await send(client, "many", { caseId, n: 1_001 }));
    expect(many).toMatchObject({ status: "Failed", output: { name: "TooManySteps" } });
    const large = await ended(engineUrl, await send(client, "large", { caseId, n: 4 * 1024 * 1024 }));
    expect(large).toMatchObject({ status: "Failed", output: { name: "OutputTooLarge" } });
    expect(await ended(engineUrl, await send(client, "large", { caseId, n: 1_000_000 }))).toMatchObject({
      output: 1_000_000,
    });
  });

  it("refuses events that are malformed, too large or too many, and requests from web pages", async () => {
    const statuses = await Promise.all([
      post("/e/key", { data: {} }),
      post("/e/key", { name: "a\u0000b", data: {} }),
      post("/e/key", { name: "big", data: { text: "x".repeat(512 * 1024) } }),
      post(
        "/e/key",
        Array.from({ length: 5_001 }, () => ({ name: "x", data: {} })),
      ),
      post("/e/key", { name: "x", data: {} }, { origin: "https://example.com" }),
      fetch(`${engineUrl}/v1/runs/none`),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([400, 400, 413, 413, 403, 404]);
  });

  it("keeps escaped NULs and other odd text in payloads", async () => {
    const caseId = randomUUID();
    const text = "nul \u0000, lone \ud800, ’quoted’ \\u0000";
    await send(client, "once", { caseId, key: text });
    const [did] = await until(async () => {
      const list = await effects.list(caseId);
      return list.length > 0 && list;
    });
    expect(JSON.parse(did?.detail ?? "")).toBe(text);
  });

  it("gives a repeated request the ids it had, and runs nothing twice", async () => {
    const caseId = randomUUID();
    const request = () =>
      post("/e/key", [{ name: "engine/sent", data: { caseId, n: 1 } }], {
        "x-inngest-event-id-seed": `${Date.now()},${caseId}`,
      });
    const seeded = { "x-inngest-event-id-seed": `1700000000000,${caseId}` };
    const first = await (await post("/e/key", [{ name: "engine/sent", data: { caseId, n: 1 } }], seeded)).json();
    const second = await (await post("/e/key", [{ name: "engine/sent", data: { caseId, n: 1 } }], seeded)).json();
    expect(second).toEqual(first);
    expect(await (await request()).json()).not.toEqual(first);
    await until(async () => (await effects.list(caseId)).length >= 2);
    await quiet(300);
    expect(await effects.list(caseId)).toHaveLength(2);
  });

  it("takes five thousand events in one request", async () => {
    const caseId = randomUUID();
    const events = Array.from({ length: 5_000 }, (_, n) => ({
      name: n < 3 ? "engine/sent" : "nobody/listens",
      data: { caseId, n },
    }));
    const { ids } = await client.send(events);
    expect(new Set(ids).size).toBe(5_000);
    await until(async () => (await effects.list(caseId)).length === 3);
  });
});
