import { createServer } from "node:http";
import { serve } from "inngest/node";
import { database } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { functions } from ".";
import { inngest } from "./client";
import { startRelay } from "./relay";

const host = "127.0.0.1";
const servePath = "/api/inngest";

const start = (): void => {
  const handle = serve({ client: inngest, functions, servePath, serveOrigin: `http://${host}:${env().WORKER_PORT}` });
  const server = createServer((request, response) => {
    if (request.url?.startsWith(servePath)) return void handle(request, response);
    response.statusCode = request.url === "/health" ? 200 : 404;
    response.end();
  });
  server.listen(env().WORKER_PORT, host, () => log.info({ port: env().WORKER_PORT }, "The worker is listening"));
  const relay = startRelay(database());
  const stop = async (): Promise<void> => {
    await relay.stop();
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 3_000).unref();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
};

start();
