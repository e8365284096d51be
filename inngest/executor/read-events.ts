import { z } from "zod";
import type { IncomingEvent } from "./ingest-events";
import { eventBytesMax, eventNameLengthMax, eventsPerRequestMax } from "./limits";
import { RequestRefused } from "./request-refused";
import { newUlid, seededUlid } from "./ulid";

// A NUL cannot be stored in a text column, and no name or id has reason to hold a control character.
const isPrintable = (text: string) => !/\p{Cc}/u.test(text);

const eventSchema = z.looseObject({
  name: z.string().min(1).max(eventNameLengthMax).refine(isPrintable, "control characters are not allowed"),
  id: z.string().max(512).refine(isPrintable, "control characters are not allowed").nullish(),
  data: z.unknown().optional(),
  ts: z.number().nullish(),
});

type SenderSeed = { millis: number; entropy: string } | null;

function readSeed(header: string | undefined): SenderSeed {
  const match = /^(\d{1,14}),(.+)$/.exec(header ?? "");
  return match?.[1] && match[2] ? { millis: Number(match[1]), entropy: match[2] } : null;
}

function readEvent(raw: unknown, position: number, seed: SenderSeed): IncomingEvent {
  const result = eventSchema.safeParse(raw);
  if (!result.success) {
    throw new RequestRefused(400, `Event ${position} is malformed: ${z.prettifyError(result.error)}`);
  }
  const { id, data, ts, ...rest } = result.data;
  const internalId = seed ? seededUlid(seed.millis, seed.entropy, position) : newUlid();
  const payload = { ...rest, id: id || internalId, data: data ?? {}, ts: ts || Date.now() };
  const bytes = Buffer.byteLength(JSON.stringify(payload));
  if (bytes > eventBytesMax) {
    throw new RequestRefused(413, `Event ${position} "${payload.name}" has ${bytes} bytes, over ${eventBytesMax}`);
  }
  return { internalId, senderId: id || null, payload };
}

/** Reads the body of the event API. `seedHeader` lets a repeated request keep its ids. */
export function readEvents(body: unknown, seedHeader: string | undefined): IncomingEvent[] {
  const list = Array.isArray(body) ? body : [body];
  if (list.length > eventsPerRequestMax) {
    throw new RequestRefused(413, `${list.length} events in one request; ${eventsPerRequestMax} is the most`);
  }
  const seed = readSeed(seedHeader);
  return list.map((raw, position) => readEvent(raw, position, seed));
}
