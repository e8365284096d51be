import { createServer } from "node:http";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export function testClient(engineUrl: string, id = "engine-test"): Inngest {
  return new Inngest({ id, isDev: true, baseUrl: engineUrl, logger: silent, internalLogger: silent });
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
