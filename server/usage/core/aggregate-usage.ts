import {
  addDays,
  addRationals,
  dayInZone,
  daysBetween,
  divideRationals,
  earlierPoint,
  instantOf,
  localDayOf,
  maxRational,
  multiplyRationals,
  type PlainDate,
  type Rational,
  rational,
  type Span,
  sumRationals,
  type TimePoint,
  unreachable,
  wallClockInZone,
  ZERO,
} from "@/server/kernel";

export const aggregations = [
  "sum",
  "count",
  "max",
  "latest",
  "count_unique",
  "weighted_sum",
  "unique_days",
  "peak_bucket",
] as const;
export type Aggregation = (typeof aggregations)[number];

export type UsageEvent = {
  readonly at: Date;
  readonly value: Rational;
  /** Whom or what it is about, where keys are counted. */
  readonly key: string | null;
  readonly op: "add" | "remove" | "set";
};

export type AggregationRule = {
  readonly aggregation: Aggregation;
  readonly zone: string;
  /** How long the service ran, where it ended within the period. */
  readonly serviceEnd: TimePoint | null;
  readonly opening: { readonly level: Rational | null; readonly keys: readonly string[] };
  readonly bucket: "day" | "hour";
  /** Whether a key that is removed no longer counts. */
  readonly dropsRemoved: boolean;
  readonly weightUnit: "period" | "day" | "hour";
  readonly weightBasis: "second" | "actual";
  /** What a level is weighted by, where the events are those of a part of it. */
  readonly wholePeriod?: Span;
};

export type AggregatedUsage = { readonly quantity: Rational; readonly closing: Rational };

type Within = {
  readonly rule: AggregationRule;
  readonly period: Span;
  /** The period, or the service in it, whichever ends earlier. */
  readonly end: TimePoint;
  readonly events: readonly UsageEvent[];
};

/**
 * The quantity of a period: what its events come to, each counted from the period's start to its end, or to the end of
 * the service. Exact; `closing` is the level that the last event left.
 */
export const aggregateUsage = (given: readonly UsageEvent[], period: Span, rule: AggregationRule): AggregatedUsage => {
  const { zone, serviceEnd } = rule;
  const end = serviceEnd === null ? period.end : earlierPoint(period.end, serviceEnd, zone);
  const events = eventsWithin(given, { start: period.start, end }, zone);
  const within = { rule, period, end, events };
  return { quantity: quantityOf(within), closing: closingLevel(within) };
};

/** The events of a span in the order of time; those of one instant in the order in which they came. */
export const eventsWithin = <Event extends Pick<UsageEvent, "at">>(
  given: readonly Event[],
  { start, end }: Span,
  zone: string,
): Event[] => {
  const from = instantOf(start, zone).getTime();
  const until = instantOf(end, zone).getTime();
  return given
    .filter(({ at }) => at.getTime() >= from && at.getTime() < until)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
};

const quantityOf = (within: Within): Rational => {
  const { rule, events } = within;
  const { level } = rule.opening;
  switch (rule.aggregation) {
    case "sum":
      return sumRationals([level ?? ZERO, ...events.map(({ value }) => value)]);
    case "count":
      return rational(BigInt(events.length));
    case "max":
      return maxOf([...(level === null ? [] : [level]), ...events.map(({ value }) => value)]);
    case "latest":
      return events.at(-1)?.value ?? level ?? ZERO;
    case "count_unique":
      return rational(BigInt(countKeys(within)));
    case "weighted_sum":
      return weighLevels(within);
    case "unique_days":
      return shareOfKeyDays(within);
    case "peak_bucket":
      return maxOf(sumBuckets(within));
    default:
      return unreachable(rule.aggregation);
  }
};

const maxOf = (values: readonly Rational[]): Rational => {
  const [first, ...others] = values;
  return first ? others.reduce(maxRational, first) : ZERO;
};

const countKeys = ({ rule, events }: Within): number => {
  const keys = new Set(rule.opening.keys);
  for (const { key, op } of events) {
    if (key === null) continue;
    if (op !== "remove") keys.add(key);
    else if (rule.dropsRemoved) keys.delete(key);
  }
  return keys.size;
};

/** What a level is where a point begins, by the events before it in the order in which they came in. */
export const levelBefore = (given: readonly UsageEvent[], point: TimePoint, zone: string): Rational => {
  const until = instantOf(point, zone).getTime();
  return given
    .filter(({ at }) => at.getTime() < until)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .reduce(applyTo, ZERO);
};

const applyTo = (level: Rational, { op, value }: UsageEvent): Rational =>
  op === "set" ? value : addRationals(level, value);

const closingLevel = ({ rule, events }: Within): Rational => events.reduce(applyTo, rule.opening.level ?? ZERO);

const secondsPerDay = 86_400n;
const secondsPerHour = 3_600n;

/** Seconds between two instants, or the whole local days between the days they lie on. */
const elapsed = (from: Date, until: Date, { zone, weightBasis }: AggregationRule): Rational =>
  weightBasis === "second"
    ? rational(BigInt(until.getTime() - from.getTime()), 1000n)
    : rational(BigInt(daysBetween(dayInZone(from, zone), dayInZone(until, zone))) * secondsPerDay);

const weighLevels = ({ rule, period, end, events }: Within): Rational => {
  let level = rule.opening.level ?? ZERO;
  let since = instantOf(period.start, rule.zone);
  let total: Rational = ZERO;
  for (const event of events) {
    total = addRationals(total, multiplyRationals(level, elapsed(since, event.at, rule)));
    level = applyTo(level, event);
    since = event.at;
  }
  const until = instantOf(end, rule.zone);
  total = addRationals(total, multiplyRationals(level, elapsed(since, until, rule)));
  return divideRationals(total, weightOf(period, rule));
};

const weightOf = (period: Span, rule: AggregationRule): Rational => {
  if (rule.weightUnit === "day") return rational(secondsPerDay);
  if (rule.weightUnit === "hour") return rational(secondsPerHour);
  const { start, end } = rule.wholePeriod ?? period;
  return elapsed(instantOf(start, rule.zone), instantOf(end, rule.zone), rule);
};

const shareOfKeyDays = ({ rule, period, end, events }: Within): Rational => {
  const { zone } = rule;
  const first = localDayOf(period.start, zone);
  const last = dayInZone(new Date(instantOf(end, zone).getTime() - 1), zone);
  const activeSince = new Map<string, PlainDate>(rule.opening.keys.map((key) => [key, first]));
  const daysOfKeys = new Map<string, Set<PlainDate>>();
  const note = (key: string, from: PlainDate, to: PlainDate): void => {
    const days = daysOfKeys.get(key) ?? new Set<PlainDate>();
    for (let day = from; day <= to; day = addDays(day, 1)) days.add(day);
    daysOfKeys.set(key, days);
  };
  for (const { key, op, at } of events) {
    if (key === null) continue;
    const day = dayInZone(at, zone);
    const since = activeSince.get(key);
    if (op !== "remove") activeSince.set(key, since ?? day);
    else if (since !== undefined) {
      note(key, since, day);
      activeSince.delete(key);
    }
  }
  for (const [key, since] of activeSince) note(key, since, last);
  const active = [...daysOfKeys.values()].reduce((sum, days) => sum + days.size, 0);
  return rational(BigInt(active), BigInt(daysBetween(first, localDayOf(period.end, zone))));
};

const sumBuckets = ({ rule, events }: Within): Rational[] => {
  const sums = new Map<string, Rational>();
  for (const { at, value } of events) {
    const bucket = bucketOf(at, rule);
    sums.set(bucket, addRationals(sums.get(bucket) ?? ZERO, value));
  }
  return [...sums.values()];
};

// The hour that comes twice in autumn is two hours: their offsets differ.
const bucketOf = (at: Date, { zone, bucket }: AggregationRule): string => {
  const { day, hour, offsetMinutes } = wallClockInZone(at, zone);
  return bucket === "day" ? day : `${day}T${hour}|${offsetMinutes}`;
};
