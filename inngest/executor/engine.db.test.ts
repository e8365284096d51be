import { createHash, randomUUID } from "node:crypto";
import type { Inngest } from "inngest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "@/scripts/free-port";
import { askToRegister, type Keys, serveTestApp, type TestApp, testClient } from "./engine-test-app";
import { mostAtOnce, until } from "./engine-test-effects";
import { engineTestFunctions } from "./engine-test-functions";
import {
  type ApiRun,
  ended,
  executor,
  getRuns,
  given,
  patienceMs,
  quiet,
  realEngine,
  send,
  useDatabase,
} from "./engine-test-harness";
import type { Executor } from "./start-executor";

type Body = () => void | Promise<void>;

// A case that does not belong to a mode is not registered for it, rather than shown as one that was left out.
const itWhen = (applies: unknown) => (title: string, body: Body) => {
  if (applies) it(title, body);
};

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
    given.authorization = keys ? { authorization: `Bearer signkey-test-${digest}` } : {};
    app = await serveTestApp(client, engineTestFunctions(client, given.effects), await freePort());
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
    expect((await given.effects.list(caseId)).map(({ name, detail }) => [name, detail])).toEqual([
      ["first", null],
      ["second", "8"],
      ["repeated", null],
      ["repeated", null],
    ]);
    const response = await fetch(`${engineUrl}/v1/runs/${run.run_id}`, { headers: given.authorization });
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
    const did = await given.effects.list(caseId);
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
    const [first, second] = await given.effects.list(caseId);
    const waitedMs = Number(second?.startedAt) - Number(first?.startedAt);
    expect(waitedMs).toBeGreaterThanOrEqual(1_400);
    expect(waitedMs).toBeLessThan(realEngine ? 10_000 : 3_500);
  });

  it("runs a hopeless step once and hands the original event to onFailure", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "hopeless", { caseId, key: "original" }));
    expect(run.status).toBe("Failed");
    const did = await until(async () => {
      const list = await given.effects.list(caseId);
      return list.some(({ name }) => name === "on failure") && list;
    }, patienceMs);
    expect(did.map(({ name }) => name)).toEqual(["hopeless", "on failure"]);
    expect(JSON.parse(did[1]?.detail ?? "")).toEqual({ error: "no hope", key: "original" });
  });

  itUnkeyed("fails a run whose step has used up its attempts", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "exhausted", { caseId, key: "k" }));
    expect(run.status).toBe("Failed");
    await until(async () => (await given.effects.list(caseId)).length === 3, patienceMs);
    expect((await given.effects.list(caseId)).map(({ name }) => name)).toEqual([
      "exhausted",
      "exhausted",
      "on failure",
    ]);
  });

  itOnce("fails a run that throws outside its steps, after its attempts", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "outside", { caseId }));
    expect(run).toMatchObject({ status: "Failed", output: { message: "thrown outside a step" } });
    expect((await given.effects.list(caseId)).map(({ attempt }) => attempt)).toEqual([0, 1]);
  });

  it("lets a function catch the failure of a step and go on", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "caught", { caseId }));
    expect(run).toMatchObject({ status: "Completed", output: "expected" });
    expect(await given.effects.list(caseId)).toHaveLength(1);
  });

  itOnce("delivers events that a step sends to another function, once each", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "send", { caseId }));
    expect(run.status).toBe("Completed");
    await until(async () => (await given.effects.list(caseId)).length >= 2, patienceMs);
    await quiet(300);
    expect((await given.effects.list(caseId)).map(({ detail }) => detail).sort()).toEqual(["1", "2"]);
  });

  itUnkeyed("runs parallel steps at the same time, and what follows them after the last", async () => {
    const caseId = randomUUID();
    const run = await ended(engineUrl, await send(client, "parallel", { caseId }));
    expect(run).toMatchObject({ status: "Completed", output: "abcde" });
    const did = await given.effects.list(caseId);
    expect(did).toHaveLength(5);
    expect(mostAtOnce(did)).toBe(3);
  });

  itUnkeyed("keeps within the limit of each concurrency key, without holding up other keys", async () => {
    const caseId = randomUUID();
    const keys = ["red", "red", "red", "red", "red", "green", "green", "green"];
    const ids = await Promise.all(keys.map((key) => send(client, "limited", { caseId, key })));
    await Promise.all(ids.map((id) => ended(engineUrl, id)));
    const did = await given.effects.list(caseId);
    expect(did).toHaveLength(16);
    for (const key of ["red", "green"]) expect(mostAtOnce(did.filter(({ name }) => name === key))).toBe(2);
    expect(mostAtOnce(did)).toBeGreaterThan(2);
  });

  itOnce("runs a function once for each idempotency key", async () => {
    const caseId = randomUUID();
    for (const key of ["a", "b", "a"]) await send(client, "once", { caseId, key: `${caseId}${key}` });
    await Promise.all(["a", "b"].map((key) => send(client, "once", { caseId, key: `${caseId}${key}` })));
    await until(async () => (await given.effects.list(caseId)).length >= 2, patienceMs);
    await quiet(400);
    expect(await given.effects.list(caseId)).toHaveLength(2);
  });

  itOnce("runs a function once for events with the same id", async () => {
    const caseId = randomUUID();
    await Promise.all([1, 2, 3].map(() => send(client, "sent", { caseId, n: 7 }, `id-${caseId}`)));
    await until(async () => (await given.effects.list(caseId)).length >= 1, patienceMs);
    await send(client, "sent", { caseId, n: 7 }, `id-${caseId}`);
    await quiet(400);
    expect(await given.effects.list(caseId)).toHaveLength(1);
  });

  itOnce("cancels a run", async () => {
    const caseId = randomUUID();
    const eventId = await send(client, "limited", { caseId, key: caseId, ms: 700 });
    const run = await until(async () => (await getRuns(engineUrl, eventId))[0], patienceMs);
    await until(async () => (await given.effects.list(caseId)).length === 1, patienceMs);
    const response = await fetch(`${engineUrl}/v1/runs/${run.run_id}`, {
      method: "DELETE",
      headers: given.authorization,
    });
    expect(response.ok).toBe(true);
    expect((await ended(engineUrl, eventId)).status).toBe("Cancelled");
    await quiet(1_000);
    expect(await given.effects.list(caseId)).toHaveLength(1);
  });
});
