import type { IncomingMessage, RequestListener } from "node:http";
import { type Incoming, readText } from "./incoming";
import { Refusal } from "./refusal";
import { json, type Reply, send } from "./reply";

export type Handler = (incoming: Incoming) => Reply | Promise<Reply>;
export type Route = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly handle: Handler;
};
export type Log = (record: Readonly<Record<string, unknown>>) => void;

type Match = { readonly handle: Handler; readonly params: Record<string, string> };

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const expected = pattern.split("/");
  const actual = path.split("/");
  if (expected.length !== actual.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const value = actual[index] ?? "";
    if (part.startsWith(":") && value !== "") params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

function findRoute(routes: readonly Route[], method: string, path: string): Match {
  let isKnownPath = false;
  for (const route of routes) {
    const params = matchPath(route.path, path);
    if (params && route.method === method) return { handle: route.handle, params };
    isKnownPath ||= params !== null;
  }
  if (isKnownPath) throw new Refusal(405, "method_not_allowed", `${method} is not offered here.`);
  throw new Refusal(404, "not_found", "There is nothing at this address.");
}

async function answer(routes: readonly Route[], message: IncomingMessage, url: URL): Promise<Reply> {
  const method = message.method ?? "GET";
  const { handle, params } = findRoute(routes, method, url.pathname);
  return handle({
    method,
    path: url.pathname,
    query: url.searchParams,
    params,
    header: (name) => {
      const value = message.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    text: () => readText(message),
  });
}

function refuse(error: unknown, log: Log): Reply {
  if (error instanceof Refusal) {
    return json(error.status, { error: { code: error.code, message: error.message, ...error.more } });
  }
  log({ level: "error", error: error instanceof Error ? error.stack : String(error) });
  return json(500, { error: { code: "internal", message: "Something broke here." } });
}

export function createListener(routes: readonly Route[], log: Log): RequestListener {
  return (message, response) => {
    const began = process.hrtime.bigint();
    // The query is left out of the log on purpose: addresses may carry what a page was asked to show.
    const url = new URL(message.url ?? "/", "http://simulators");
    void answer(routes, message, url)
      .catch((error: unknown) => refuse(error, log))
      .then((reply) => send(reply, response))
      .then((status) => {
        const ms = Number((process.hrtime.bigint() - began) / 1_000_000n);
        log({ level: "info", method: message.method, path: url.pathname, status, ms });
      });
  };
}
