import { createServer } from "node:http";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export interface Keys {
  signingKey: string;
  eventKey: string;
}

/** With keys the SDK is in its cloud mode: it checks who calls, and says who it is. */
export function testClient(engineUrl: string, id: string, keys?: Keys): Inngest {
  const loggers = { logger: silent, internalLogger: silent };
  return new Inngest({ id, baseUrl: engineUrl, ...loggers, ...(keys ? { isDev: false, ...keys } : { isDev: true }) });
}

export interface TestApp {
  serveUrl: string;
  close: () => Promise<void>;
}

/** Serves functions as the worker does: the SDK's own handler on a server of its own. */
export function serveTestApp(client: Inngest, functions: InngestFunction.Any[], port: number): Promise<TestApp> {
  const server = createServer(serve({ client, functions }));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve({ serveUrl: `http://127.0.0.1:${port}/api/inngest`, close }));
  });
}

/** Asks the application to register by itself, as it does after a restart. */
export async function askToRegister(serveUrl: string): Promise<{ status: number; message: string }> {
  const response = await fetch(serveUrl, { method: "PUT", headers: { connection: "close" } });
  const body = (await response.json()) as { message?: string };
  return { status: response.status, message: body.message ?? "" };
}
