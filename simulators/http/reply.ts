import type { ServerResponse } from "node:http";

export type Answer = {
  readonly kind: "answer";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

/** `hang` never answers and `drop` cuts the connection: how a real gateway fails. */
export type Reply = Answer | { readonly kind: "hang"; readonly ms: number } | { readonly kind: "drop" };

export function json(status: number, body: unknown): Answer {
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  return { kind: "answer", status, headers, body: `${JSON.stringify(body)}\n` };
}

export function seeOther(location: string): Answer {
  return { kind: "answer", status: 303, headers: { location, "cache-control": "no-store" }, body: "" };
}

/** Gives the status that went out, or 0 when the connection ended without one. */
export async function send(reply: Reply, response: ServerResponse): Promise<number> {
  if (reply.kind === "answer") {
    const headers = { "x-content-type-options": "nosniff", "referrer-policy": "same-origin", ...reply.headers };
    response.writeHead(reply.status, { ...headers, "content-length": Buffer.byteLength(reply.body) });
    response.end(reply.body);
    return reply.status;
  }
  if (reply.kind === "hang") await clientGone(response, reply.ms);
  response.destroy();
  return 0;
}

function clientGone(response: ServerResponse, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
