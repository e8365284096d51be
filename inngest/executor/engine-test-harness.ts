import type { Inngest } from "inngest";
import { afterAll, beforeAll } from "vitest";
import { freePort } from "@/scripts/free-port";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { askToRegister, serveTestApp, type TestApp, testClient } from "./engine-test-app";
import { type Effects, openEffects, until } from "./engine-test-effects";
import { engineTestFunctions, tickingFunction } from "./engine-test-functions";
import type { ExecutorOptions } from "./executor-config";
import { type Executor, startExecutor } from "./start-executor";

// With ENGINE_URL the suite runs against a real Inngest server, less what only the embedded executor promises.
export const realEngine = process.env.ENGINE_URL;
export const patienceMs = realEngine ? 150_000 : 12_000;

export interface ApiRun {
  run_id: string;
  status: "Running" | "Completed" | "Failed" | "Cancelled";
  output: unknown;
}

type Given = { database: TestDatabase; effects: Effects; authorization: Record<string, string> };

/** What the tests of a file stand on, there once `useDatabase` has run. */
export const given = { authorization: {} } as Given;

/** A database for one group of tests: functions of another group would be triggered by the same events. */
export const useDatabase = (): void => {
  beforeAll(async () => {
    given.database = await createTestDatabase();
    given.effects = await openEffects(given.database.ownerUrl);
  });
  afterAll(async () => {
    await given.effects.close();
    await given.database.drop();
  });
};

export const executor = (port: number, serveUrls: string[], options: Partial<ExecutorOptions> = {}) =>
  startExecutor({
    databaseUrl: given.database.url,
    port,
    serveUrls,
    leaseSeconds: 3,
    pollMs: 100,
    backoffScale: 0.004,
    log: () => undefined,
    ...options,
  });

export const getRuns = async (engineUrl: string, eventId: string): Promise<ApiRun[]> => {
  const response = await fetch(`${engineUrl}/v1/events/${eventId}/runs`, { headers: given.authorization });
  const body = (await response.json()) as { data: ApiRun[] | null };
  return body.data ?? [];
};

export const send = async (
  client: Inngest,
  name: string,
  data: Record<string, unknown>,
  id?: string,
): Promise<string> => {
  const { ids } = await client.send({ name: `engine/${name}`, data, ...(id ? { id } : {}) });
  return ids[0] ?? "";
};

export const ended = (engineUrl: string, eventId: string): Promise<ApiRun> => {
  const isOver = (run: ApiRun) => run.status !== "Running";
  return until(async () => (await getRuns(engineUrl, eventId)).find(isOver), patienceMs);
};

export const quiet = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Three embedded executors on one database, and one application whose functions they call. */
export class ThreeExecutors {
  engineUrl = "";
  client!: Inngest;
  app!: TestApp;
  refusedPort = 0;
  private engines: Executor[] = [];
  private appPort = 0;

  async start(): Promise<void> {
    given.authorization = {};
    const ports = [await freePort(), await freePort(), await freePort()];
    this.appPort = await freePort();
    this.refusedPort = await freePort();
    this.engineUrl = `http://127.0.0.1:${ports[0]}`;
    this.client = testClient(this.engineUrl, "engine-test-three");
    await this.startApp();
    const serveUrls = [this.app.serveUrl, `http://127.0.0.1:${this.refusedPort}/api/inngest`];
    this.engines = await Promise.all(ports.map((port) => executor(port, serveUrls)));
    await until(
      async () =>
        (await fetch(`${this.engineUrl}/health`)).ok && (await askToRegister(this.app.serveUrl)).status === 200,
    );
  }

  async startApp(): Promise<void> {
    const { client } = this;
    const { effects } = given;
    this.app = await serveTestApp(
      client,
      [
        ...engineTestFunctions(client, effects),
        tickingFunction(client, effects, { id: "every-second", cron: "* * * * * *" }),
        tickingFunction(client, effects, { id: "every-year", cron: "TZ=Europe/Paris 0 3 1 1 *" }),
      ],
      this.appPort,
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.engines.map((engine) => engine.close()));
    await this.app.close();
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.engineUrl}${path}`, { method: "POST", body: JSON.stringify(body), headers });
  }
}

export const useThreeExecutors = (): ThreeExecutors => {
  const three = new ThreeExecutors();
  useDatabase();
  beforeAll(() => three.start());
  afterAll(() => three.stop());
  return three;
};
