import type { MeterAggregation } from "@/server/catalog/core";
import { compareRationals, dayInZone, ONE, type PlainDate, type Rational } from "@/server/kernel";
import { keyOfEvent } from "./key-of-event";
import type { ReportedEvent } from "./read-usage-event";
import { checkValueOfMeter } from "./read-usage-value";
import { type Refusal, refuse } from "./usage-refusal";

export type MeasuredSubscription = {
  readonly timeZone: string;
  readonly startsAt: Date;
  /** Null while it goes on. */
  readonly endsAt: Date | null;
};

export type MeterTerms = {
  readonly aggregation: MeterAggregation;
  /** The property that the different keys are taken from. */
  readonly keyProperty?: string | null;
  /** Whether a level below zero is kept; else it is refused. */
  readonly keepsBelowZero?: boolean;
};

export type MeasuredEvent = {
  readonly value: Rational;
  readonly op: "add" | "set";
  readonly happenedAt: Date;
  readonly happenedOn: PlainDate;
};

/** How far ahead of the clock a sender may be. */
export const aheadMs = 5 * 60_000;

/** What an event counts as, or why it does not. */
export const measureEvent = (
  event: ReportedEvent,
  meter: MeterTerms,
  { timeZone }: MeasuredSubscription,
  now: Date,
): ({ readonly ok: true } & MeasuredEvent) | Refusal => {
  const isCounting = counting.includes(meter.aggregation);
  if (event.value === null && !isCounting) return valueMissing;
  if (event.op !== null && meter.aggregation !== "weighted_sum") return opNotTaken;
  const [value, op] = [event.value ?? ONE, event.op ?? "add"];
  const taken = meter.keepsBelowZero && !isCounting ? "sum" : meter.aggregation;
  const refusal = checkValueOfMeter(value, taken, op) ?? checkKey(event, meter);
  if (refusal) return refusal;
  const happenedAt = event.timestamp ?? now;
  return { ok: true, value, op, happenedAt, happenedOn: dayInZone(happenedAt, timeZone) };
};

const counting: readonly MeterAggregation[] = ["count", "count_unique"];

const checkKey = ({ properties }: ReportedEvent, { keyProperty = null }: MeterTerms): Refusal | null =>
  keyProperty === null || keyOfEvent(properties, keyProperty) !== null ? null : keyMissing(keyProperty);

const valueMissing = refuse(
  "value_missing",
  "value",
  "The event has no value.",
  "Send one; only a meter that counts events or keys does without.",
);

const opNotTaken = refuse(
  "op_not_taken",
  "op",
  "This meter keeps no level that an event could add to or set.",
  "Leave the op out; only a meter that weighs a level by time takes one.",
);

const keyMissing = (property: string): Refusal =>
  refuse(
    "key_missing",
    `properties.${property}`,
    `This meter counts the different values of ${property}, and the event has none.`,
    `Send ${property} among the properties: a text that is not empty, or a number.`,
  );

/** Whether an event may be new at this time; one that is known already was judged when it came. */
export const judgeTime = (
  happenedAt: Date,
  subscription: MeasuredSubscription,
  until: { readonly now: Date; readonly aheadMs: number },
): Refusal | null => {
  const { now } = until;
  const at = happenedAt.getTime();
  if (at > now.getTime() + until.aheadMs) {
    return refuse(
      "timestamp_future",
      "timestamp",
      `The event lies ahead of ${now.toISOString()} by more than 5 minutes.`,
      "Send it once it has happened, and look at the clock of the sender.",
    );
  }
  const { startsAt, endsAt } = subscription;
  if (at < startsAt.getTime()) {
    return refuse(
      "timestamp_before_start",
      "timestamp",
      `The subscription starts at ${startsAt.toISOString()}.`,
      "Send it for the subscription that ran at that time.",
    );
  }
  if (endsAt === null || at < endsAt.getTime()) return null;
  return refuse(
    "timestamp_after_end",
    "timestamp",
    `The subscription ended at ${endsAt.toISOString()}.`,
    "Send it for the subscription that runs now.",
  );
};

export type MeasuredProperties = {
  readonly properties: readonly [string, string];
  readonly isPriced: (given: ReportedEvent["properties"]) => boolean;
};

/** Whether what an event says of itself has a price, where its price depends on that. */
export const judgeProperties = (
  given: ReportedEvent["properties"],
  rule: MeasuredProperties | undefined,
): Refusal | null => {
  if (!rule || rule.isPriced(given)) return null;
  const said = rule.properties.map((name) => `${name} ${given?.[name] ?? "missing"}`).join(" and ");
  return refuse(
    "properties_unpriced",
    "properties",
    `There is no price for ${said}.`.slice(0, 200),
    `Send the ${rule.properties.join(" and the ")} of the event as the price list names them.`,
  );
};

export type KnownEvent = {
  readonly subscriptionId: string;
  readonly meterId: string;
  readonly value: Rational;
  readonly op: "add" | "set";
  readonly happenedAt: Date;
  readonly properties: ReportedEvent["properties"];
};

/** Whether an event says what the known one of its id said; without a timestamp, it leaves open when. */
export const repeats = (known: KnownEvent, sent: KnownEvent, hasTimestamp: boolean): boolean =>
  known.subscriptionId === sent.subscriptionId &&
  known.meterId === sent.meterId &&
  compareRationals(known.value, sent.value) === 0 &&
  known.op === sent.op &&
  (!hasTimestamp || known.happenedAt.getTime() === sent.happenedAt.getTime()) &&
  writeProperties(known.properties) === writeProperties(sent.properties);

// The database keeps names in an order of its own.
const writeProperties = (properties: KnownEvent["properties"]): string =>
  JSON.stringify(Object.entries(properties ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));

export const idReused = refuse(
  "event_id_reused",
  "id",
  "Another event has this id already, with another content; that one stays.",
  "Give each event an id of its own. To correct a sum, send what is to be added or taken back.",
);

export const subscriptionUnknown = refuse(
  "subscription_unknown",
  "subscription",
  "There is no such subscription.",
  "Look up its id in the console.",
);

export const meterUnknown = refuse(
  "meter_unknown",
  "meter",
  "The seller of this subscription has no such meter.",
  "Send the key of one of its meters.",
);
