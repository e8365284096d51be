import type { z } from "zod";
import { keyedRequest } from "../http/answer-once";
import { type Incoming, parseJson } from "../http/incoming";
import { json, type Reply } from "../http/reply";
import { requireBearer } from "../http/require-bearer";
import type { Gateway } from "./gateway";
import type { GatewayPut } from "./gateway-book";
import { requireAppUrl } from "./wire-shapes";

type PageKind<Input> = {
  /** Of its requests, so that a key of another kind is not taken for one of these. */
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly make: (input: Input) => { readonly put: GatewayPut; readonly path: string };
};

/** Makes a page of the gateway's own, once for each key, and answers with its address. */
export async function createPage<Input extends Readonly<Record<"return_url" | "cancel_url", string>>>(
  gateway: Gateway,
  incoming: Incoming,
  { name, input: shape, make }: PageKind<Input>,
): Promise<Reply> {
  requireBearer(incoming, gateway.apiKey);
  const text = await incoming.text();
  const request = keyedRequest(incoming, name, text);
  const input = parseJson(text, shape);
  requireAppUrl(input.return_url, gateway.appOrigin);
  requireAppUrl(input.cancel_url, gateway.appOrigin);
  const answer = await gateway.answers.run(request, async () => {
    const { put, path } = make(input);
    const body = { id: put.id, url: `${gateway.origin}${path}` };
    await gateway.book.commit([
      put,
      { table: "answers", id: request.key, value: { bodyHash: request.bodyHash, body } },
    ]);
    return body;
  });
  return json(200, answer);
}
