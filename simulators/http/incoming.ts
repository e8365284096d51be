import type { IncomingMessage } from "node:http";
import type { ZodType } from "zod";
import { Refusal } from "./refusal";

export type Incoming = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
  header(name: string): string | undefined;
  text(): Promise<string>;
};

const bodyBytesMax = 65_536;

export async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyBytesMax) throw new Refusal(413, "body_too_large", `A body has at most ${bodyBytesMax} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export function parseJson<Value>(text: string, shape: ZodType<Value>): Value {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(400, "body_malformed", "The body is not JSON.");
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Refusal(422, "body_refused", `${issue?.path.join(".") || "body"}: ${issue?.message ?? "not as expected"}`);
}

/** Pages post only to themselves; programs send no such header. */
export function requireSameOrigin(incoming: Incoming): void {
  const site = incoming.header("sec-fetch-site");
  if (site === undefined || site === "same-origin" || site === "none") return;
  throw new Refusal(403, "other_origin", "This address takes posts of its own pages only.");
}
