import { apiKeyContext } from "@/server/auth/api-key-context";
import { type DomainError, isDomainError } from "@/server/kernel";
import { makeId } from "@/server/platform";
import { logFailure } from "@/server/platform/log-failure";
import { recordUsage } from "@/server/usage";
import { eventsMax } from "@/server/usage/core";
import { readJsonBody } from "./read-json-body";
import { noStore, refuseRequest } from "./refuse-request";
import { reportEnvelope, usageEventsBytesMax } from "./usage-events-schemas";

/** Records the usage that is reported: each event has its own answer, and what is good stays. */
export const answerUsageEvents = async (request: Request): Promise<Response> => {
  try {
    const ctx = await apiKeyContext(request.headers);
    const body = await readJsonBody(request, usageEventsBytesMax);
    if (!body.ok) return body.answer;
    const envelope = reportEnvelope.safeParse(body.json);
    if (!envelope.success) return refuseEnvelope(String(envelope.error.issues[0]?.path[0] ?? "body"));
    const { events } = envelope.data;
    if (events.length > eventsMax) return refuseCount(events.length);
    return Response.json(await recordUsage(ctx, { events }), { headers: noStore });
  } catch (error) {
    if (isDomainError(error) && error.code === "unauthenticated") return refuseKey(error);
    return confessFailure(error);
  }
};

const refuseKey = ({ reason, message }: DomainError): Response =>
  refuseRequest(
    401,
    {
      code: reason,
      field: "Authorization",
      message,
      remedy: "Send Authorization: Bearer and a key; a platform admin makes one under Settings, API keys.",
    },
    { "www-authenticate": "Bearer" },
  );

const refuseEnvelope = (field: string): Response =>
  refuseRequest(400, {
    code: "request.malformed",
    field,
    message: "The body is not an object with a list of events, or has something beside it.",
    remedy: `Send {"events":[…]} with 1 to ${eventsMax} events.`,
  });

const refuseCount = (count: number): Response =>
  refuseRequest(413, {
    code: "usage.too_many_events",
    field: "events",
    message: `There are ${count} events.`,
    remedy: `Send at most ${eventsMax} at a time.`,
  });

const confessFailure = (error: unknown): Response => {
  const requestId = makeId("req");
  logFailure({ path: "/api/v1/usage-events", requestId, error });
  return refuseRequest(500, {
    code: "internal.failure",
    message: `Something failed on our side. Our reference is ${requestId}.`,
    remedy: "Send the same events again: those that were recorded count once.",
  });
};
