import { Agent, type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps, Agent as SecureAgent } from "node:https";
import { replyBytesMax } from "./limits";

export interface SdkReply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export type CallResult =
  | { kind: "answered"; reply: SdkReply }
  /** Nobody listened, so the function cannot have run. */
  | { kind: "unreachable"; reason: string }
  /** The connection broke, so the step may or may not have run. */
  | { kind: "lost"; reason: string }
  | { kind: "too_large" };

export interface SdkCall {
  url: string;
  method: "POST" | "PUT";
  headers: Record<string, string>;
  body: string;
  signal?: AbortSignal;
  timeoutMs?: number;
}

const agents = { http: new Agent({ keepAlive: true }), https: new SecureAgent({ keepAlive: true }) };
const unreachableCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

function readBody(response: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    response.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= replyBytesMax) chunks.push(chunk);
      else {
        resolve(null);
        response.destroy();
      }
    });
    response.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    response.on("error", reject);
    response.on("close", () => reject(new Error("the connection closed before the answer was complete")));
  });
}

function send(call: SdkCall): Promise<IncomingMessage> {
  const url = new URL(call.url);
  const isSecure = url.protocol === "https:";
  const options: RequestOptions = {
    method: call.method,
    agent: isSecure ? agents.https : agents.http,
    headers: {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(call.body),
      ...call.headers,
    },
    ...(call.signal ? { signal: call.signal } : {}),
    ...(call.timeoutMs === undefined ? {} : { timeout: call.timeoutMs }),
  };
  return new Promise((resolve, reject) => {
    const request = (isSecure ? requestHttps : requestHttp)(url, options, resolve);
    request.on("error", reject);
    request.on("timeout", () => request.destroy(new Error("no answer in time")));
    request.end(call.body);
  });
}

function failure(error: unknown): CallResult {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return { kind: unreachableCodes.has(code) ? "unreachable" : "lost", reason: code || reason };
}

/** node:http and not fetch, because a step may take two hours and fetch gives up after five minutes. */
export async function callSdk(call: SdkCall): Promise<CallResult> {
  try {
    const response = await send(call);
    const body = await readBody(response);
    if (body === null) return { kind: "too_large" };
    return { kind: "answered", reply: { status: response.statusCode ?? 0, headers: response.headers, body } };
  } catch (error) {
    return failure(error);
  }
}
