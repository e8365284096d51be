import type { Server } from "node:http";
import { AppSync } from "./app-sync";
import { connect, type Database } from "./database";
import { Dispatcher } from "./dispatcher";
import { type ExecutorConfig, type ExecutorOptions, withDefaults } from "./executor-config";
import { serveRoutes } from "./http-server";
import { errorText } from "./log";
import { deleteExpired } from "./retention";
import { executorRoutes } from "./routes";

export interface Executor {
  url: string;
  close: () => Promise<void>;
}

const retentionEveryMs = 3_600_000;

function startRetention(sql: Database, config: ExecutorConfig): NodeJS.Timeout {
  const sweep = () =>
    deleteExpired(sql, config.retentionDays).then(
      (deleted) => config.log("info", "Old runs and events are deleted", deleted),
      (error: unknown) => config.log("error", "Old runs could not be deleted", { error: errorText(error) }),
    );
  return setInterval(() => void sweep(), retentionEveryMs);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

function urlOf(server: Server, config: ExecutorConfig): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : config.port;
  return `http://${config.host}:${port}`;
}

/** Starts an executor in this process. Any number of them may share a database. */
export async function startExecutor(options: ExecutorOptions): Promise<Executor> {
  const config = withDefaults(options);
  const sql = connect(config.databaseUrl, 8);
  const dispatcher = new Dispatcher(sql, config);
  const appSync = new AppSync(sql, config, (serveUrl) => {
    dispatcher.reachability.answered(serveUrl);
    dispatcher.wake();
  });
  const server = await serveRoutes(executorRoutes({ sql, config, appSync, dispatcher }), config, config.log);
  await dispatcher.start();
  appSync.start();
  const retention = startRetention(sql, config);
  const url = urlOf(server, config);
  config.log("info", "The executor is listening", { url });
  return {
    url,
    close: async () => {
      clearInterval(retention);
      await appSync.close();
      await dispatcher.close();
      await closeServer(server);
      await sql.end({ timeout: 5 });
      config.log("info", "The executor has stopped");
    },
  };
}
