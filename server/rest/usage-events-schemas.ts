import { z } from "zod";
import { eventsMax, usageEventShape } from "@/server/usage/core";

export const usageEventsBytesMax = 1_000_000;

/** What is sent, but for the events: each is judged by itself. */
export const reportEnvelope = z.strictObject({ events: z.array(z.unknown()).min(1) });

export const usageReport = z.strictObject({ events: z.array(usageEventShape).min(1).max(eventsMax) });

export const usageReportAnswer = z
  .strictObject({
    accepted: z.int().min(0).meta({ description: "Events recorded now." }),
    duplicates: z.int().min(0).meta({ description: "Events known already, with the same content: they count once." }),
    refused: z.array(
      z.strictObject({
        index: z.int().min(0).meta({ description: "Where the event stood in the list, from 0." }),
        id: z.string().nullable(),
        code: z.string().meta({ description: "Stable, such as usage.meter_unknown." }),
        field: z.string(),
        message: z.string(),
        remedy: z.string(),
      }),
    ),
  })
  .meta({ description: "Every event that is not named in refused is recorded." });

export const refusal = z.strictObject({
  code: z.string().meta({ description: "Stable, such as api_key.missing." }),
  field: z.string().nullable().meta({ description: "What of the request is wrong, where one thing is." }),
  message: z.string(),
  remedy: z.string(),
});

export type RefusalBody = z.infer<typeof refusal>;
