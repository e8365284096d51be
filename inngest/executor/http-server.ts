import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { requestBytesMax } from "./limits";
import { errorText, type Log } from "./log";
import { RequestRefused } from "./request-refused";

export interface ApiRequest {
  params: string[];
  body: unknown;
  header: (name: string) => string | undefined;
}

export interface ApiReply {
  status: number;
  body?: unknown;
}

export interface Route {
  method: string;
  path: RegExp;
  answer: (request: ApiRequest) => Promise<ApiReply>;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > requestBytesMax) throw new RequestRefused(413, `The body is over ${requestBytesMax} bytes`);
    chunks.push(chunk);
  }
  if (length === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new RequestRefused(400, "The body is not JSON");
  }
}

async function answer(routes: Route[], request: IncomingMessage): Promise<ApiReply> {
  // Only browsers send an origin, and no web page has business here.
  if (request.headers.origin !== undefined) throw new RequestRefused(403, "Requests from web pages are refused");
  const { pathname } = new URL(request.url ?? "/", "http://executor");
  for (const route of routes) {
    const match = request.method === route.method ? route.path.exec(pathname) : null;
    if (!match) continue;
    const body = request.method === "GET" ? undefined : await readJson(request);
    const header = (name: string) => {
      const value = request.headers[name];
      return typeof value === "string" ? value : undefined;
    };
    return route.answer({ params: match.slice(1).map(decodeURIComponent), body, header });
  }
  throw new RequestRefused(404, `The embedded executor has no ${request.method} ${pathname}`);
}

function toReply(error: unknown, log: Log): ApiReply {
  const status = error instanceof RequestRefused ? error.status : 500;
  if (status === 500) log("error", "A request failed", { error: errorText(error) });
  return { status, body: { status, error: status === 500 ? "The executor failed; see its log" : errorText(error) } };
}

function write(response: ServerResponse, { status, body }: ApiReply): void {
  const text = body === undefined ? "" : JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
}

/** Listens, and resolves with the server once it does. */
export function serveRoutes(routes: Route[], address: { host: string; port: number }, log: Log): Promise<Server> {
  const server = createServer((request, response) => {
    answer(routes, request)
      .catch((error: unknown) => toReply(error, log))
      .then((reply) => write(response, reply))
      .catch((error: unknown) => log("error", "An answer could not be written", { error: errorText(error) }));
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address.port, address.host, () => resolve(server));
  });
}
