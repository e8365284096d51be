import { z } from "zod";
import type { Rational } from "@/server/kernel";
import { readUsageValue } from "./read-usage-value";
import { type Refusal, refuse } from "./usage-refusal";

export const eventsMax = 1000;
const propertiesBytesMax = 2048;

// What a database cannot keep as text, or nobody can read in a list.
const unprintable = /[\p{Cc}\p{Surrogate}]/u;
const isPrintable = (text: string): boolean => !unprintable.test(text);
const unstorable = /[\0\p{Surrogate}]/u;
const isStorable = (text: string): boolean => !unstorable.test(text);

const word = (lengthMax: number, description: string) =>
  z.string().min(1).max(lengthMax).refine(isPrintable, "Send no control characters.").meta({ description });

const propertyName = z.string().min(1).max(60).refine(isPrintable, "Send no control characters.");
const propertyText = z.string().refine(isStorable, "Send no NUL and no half characters.");

/** An event as it is sent. The value is read apart, from the very digits. */
export const usageEventShape = z
  .strictObject({
    id: word(200, "Yours. An id that comes again is counted once."),
    subscription: word(60, "The id of the subscription, such as sub_01k…"),
    meter: word(60, "The key of the meter."),
    value: z
      .unknown()
      .optional()
      .meta({
        description:
          "Below 1,000,000,000,000 and with at most 12 decimals; nothing is cut off. Left out it is 1, for a meter that counts events or keys. Below zero it takes back from a sum, or lowers a level that is added to.",
        anyOf: [{ type: "string", pattern: "^-?\\d{1,12}(\\.\\d{1,12})?$" }, { type: "number" }],
      }),
    op: z.enum(["add", "set"]).optional().meta({
      description:
        "For a meter that keeps a level: whether the value comes on top of the level, or is what it is from then on. Left out it comes on top.",
    }),
    timestamp: z.iso.datetime({ offset: true }).optional().meta({
      description: "When it happened, to the millisecond; left out it is now. At most 5 minutes ahead.",
    }),
    properties: z
      .record(propertyName, z.union([propertyText, z.number(), z.boolean()]))
      .optional()
      .meta({
        description: `Kept with the event, at most ${propertiesBytesMax} bytes as JSON. A meter that counts different keys takes them from the one that it names. Where the price depends on two of them, both are to be named as the price list does.`,
      }),
  })
  .meta({ id: "UsageEvent" });

export type ReportedEvent = {
  readonly id: string;
  readonly subscription: string;
  readonly meter: string;
  /** Null where it was left out. */
  readonly value: Rational | null;
  /** Null where it was left out. */
  readonly op: "add" | "set" | null;
  readonly timestamp: Date | null;
  readonly properties: Readonly<Record<string, string | number | boolean>> | null;
};

export type ReadEvent = { readonly ok: true; readonly event: ReportedEvent } | Refusal;

/** One event of a report, or the first thing that is wrong with it. */
export const readUsageEvent = (given: unknown): ReadEvent => {
  const shape = usageEventShape.safeParse(given);
  if (!shape.success) return refuseShape(shape.error);
  const { value: sent, op = null, timestamp, properties = null, ...names } = shape.data;
  if (properties && new TextEncoder().encode(JSON.stringify(properties)).length > propertiesBytesMax) return tooMuch;
  const value = sent === undefined ? null : readUsageValue(sent);
  if (value && !value.ok) return value;
  return {
    ok: true,
    event: { ...names, value: value?.value ?? null, op, timestamp: timestamp ? new Date(timestamp) : null, properties },
  };
};

const tooMuch = refuse(
  "properties_too_large",
  "properties",
  `The properties are larger than ${propertiesBytesMax} bytes.`,
  "Send fewer or shorter ones; what is billed is the value.",
);

const remedies: Readonly<Record<string, string>> = {
  id: "Send an id of your own of 1 to 200 characters.",
  subscription: "Send the id of a subscription.",
  meter: "Send the key of a meter.",
  op: 'Send "add" or "set", or leave it out.',
  timestamp: "Send an instant with its zone, such as 2026-11-16T09:00:00Z.",
  properties: "Send a flat object of texts, numbers and booleans; numbers of many digits as texts.",
};

const refuseShape = ({ issues: [issue] }: z.ZodError): Refusal => {
  const path = issue?.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : (issue?.path ?? []);
  const field = path.map(String).join(".").slice(0, 100);
  const isUnknown = issue?.code === "unrecognized_keys";
  const what = field === "" ? "The event is not an object." : `The field ${field} is not as expected.`;
  const remedy =
    remedies[String(path[0] ?? "")] ?? "Send id, subscription, meter, value, op, timestamp and properties only.";
  return refuse("event_malformed", field, isUnknown ? `There is no field ${field}.` : what, remedy);
};
