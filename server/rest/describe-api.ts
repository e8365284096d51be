import { z } from "zod";
import { usageEventShape } from "@/server/usage/core";
import { refusal, usageReport, usageReportAnswer } from "./usage-events-schemas";

const named = z.registry<{ id: string }>();
named.add(usageEventShape, { id: "UsageEvent" });
named.add(usageReport, { id: "UsageReport" });
named.add(usageReportAnswer, { id: "UsageReportAnswer" });
named.add(refusal, { id: "Refusal" });

const pointTo = (id: string): string => `#/components/schemas/${id}`;

/** The very schemas that requests are read by, as JSON Schema. */
const describeSchemas = (): Record<string, unknown> => {
  const { schemas } = z.toJSONSchema(named, { io: "input", uri: pointTo });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $id: _id, $schema: _schema, ...schema }]) => [id, schema]),
  );
};

const json = (id: string) => ({ "application/json": { schema: { $ref: pointTo(id) } } });
const refusedFor = (description: string) => ({ description, content: json("Refusal") });

export const describeApi = (origin: string) => ({
  openapi: "3.1.0",
  info: {
    title: "Perennial",
    version: "1",
    description: "Reports what subscribers used, to be billed with their subscriptions.",
  },
  servers: [{ url: origin }],
  security: [{ apiKey: [] }],
  paths: {
    "/api/v1/usage-events": {
      post: {
        operationId: "recordUsageEvents",
        summary: "Record usage events",
        description:
          "Takes 1 to 1,000 events. Each is judged by itself: good ones are recorded also where others are refused. An event carries an id of its own, so the same request can be sent again after a failure, and no Idempotency-Key is needed: an id that comes again with the same content counts once, and with another content it is refused.",
        requestBody: { required: true, content: json("UsageReport") },
        responses: {
          "200": { description: "What became of the events.", content: json("UsageReportAnswer") },
          "400": refusedFor("The body is not JSON, or not a list of events; nothing was recorded."),
          "401": refusedFor("There is no key, or none that works."),
          "413": refusedFor("More than 1,000 events, or more than 1,000,000 bytes."),
          "415": refusedFor("The content type is not application/json."),
          "500": refusedFor("Something failed here. The same request can be sent again."),
        },
      },
    },
    "/api/v1/openapi.json": {
      get: {
        operationId: "describeApi",
        summary: "This description",
        security: [],
        responses: {
          "200": { description: "OpenAPI 3.1", content: { "application/json": { schema: { type: "object" } } } },
        },
      },
    },
  },
  components: {
    securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "A key such as prn_…" } },
    schemas: describeSchemas(),
  },
});
