import { createServer } from "node:http";
import { serve } from "inngest/node";
import { database } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { functions } from ".";
import { inngest } from "./client";
import { type Relay, startRelay } from "./relay";

const host = "127.0.0.1";
const servePath = "/api/inngest";

/** Registers the functions with the engine. Until it knows them, an event sent to it would start nothing and be lost. */
const register = async (): Promise<void> => {
  const url = `http://${host}:${env().WORKER_PORT}${servePath}`;
  for (;;) {
    const answer = await fetch(url, { method: "PUT" }).catch(() => null);
    if (answer?.ok) return log.info("The functions are registered");
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
};

// A broken database connection can surface where no caller can catch it: the supervisor starts us afresh.
process.on("uncaughtException", (error) => {
  log.fatal({ err: error }, "The worker broke and ends; it is started again");
  process.exit(1);
});

const start = (): void => {
  const handle = serve({ client: inngest, functions, servePath, serveOrigin: `http://${host}:${env().WORKER_PORT}` });
  const server = createServer((request, response) => {
    if (request.url?.startsWith(servePath)) return void handle(request, response);
    response.statusCode = request.url === "/health" ? 200 : 404;
    response.end();
  });
  let relay: Relay | null = null;
  server.listen(env().WORKER_PORT, host, async () => {
    log.info({ port: env().WORKER_PORT }, "The worker is listening");
    await register();
    relay = startRelay(database());
  });
  const stop = async (): Promise<void> => {
    await relay?.stop();
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 3_000).unref();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
};

start();
