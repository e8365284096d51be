import { createHash } from "node:crypto";
import type { Incoming } from "./incoming";
import { Refusal } from "./refusal";

export type StoredAnswer = { readonly bodyHash: string; readonly body: unknown };
export type KeyedRequest = { readonly key: string; readonly bodyHash: string };

const keyLengthMax = 255;

export function keyedRequest(incoming: Incoming, scope: string, text: string): KeyedRequest {
  const key = incoming.header("idempotency-key") ?? "";
  if (key === "" || key.length > keyLengthMax) {
    throw new Refusal(400, "idempotency_key_missing", "Send an Idempotency-Key of 1 to 255 characters.");
  }
  return { key: `${scope}:${key}`, bodyHash: createHash("sha256").update(text).digest("hex") };
}

function requireSameBody(known: { readonly bodyHash: string }, request: KeyedRequest): void {
  if (known.bodyHash === request.bodyHash) return;
  throw new Refusal(422, "idempotency_key_reused", "This Idempotency-Key was used with another body.");
}

type InFlight = { readonly bodyHash: string; readonly answer: Promise<unknown> };

/**
 * One answer per key: a second request with the same key gets the first one's answer, waiting for it when it is still
 * being worked on. The work itself stores its answer, in the same commit as its effect.
 */
export function createAnswerOnce(find: (key: string) => StoredAnswer | undefined) {
  const inFlight = new Map<string, InFlight>();

  function known(request: KeyedRequest): Promise<unknown> | null {
    const working = inFlight.get(request.key);
    if (working) {
      requireSameBody(working, request);
      return working.answer;
    }
    const stored = find(request.key);
    if (!stored) return null;
    requireSameBody(stored, request);
    return Promise.resolve(stored.body);
  }

  async function run(request: KeyedRequest, work: () => Promise<unknown>): Promise<unknown> {
    const earlier = known(request);
    if (earlier) return earlier;
    const answer = work();
    inFlight.set(request.key, { bodyHash: request.bodyHash, answer });
    try {
      return await answer;
    } finally {
      inFlight.delete(request.key);
    }
  }

  return { known, run };
}

export type AnswerOnce = ReturnType<typeof createAnswerOnce>;
