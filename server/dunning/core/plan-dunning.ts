import { addDays, daysBetween, instantAt, type PlainDate, startOfDay, wallClockInZone } from "@/server/kernel";

/** A failure known by its day, or by its instant. */
export type FailurePoint =
  | { readonly kind: "day"; readonly day: PlainDate }
  | { readonly kind: "instant"; readonly at: Date };

export type AttemptOutcome = "success" | "failure";
export type DunningState = "active" | "past_due" | "canceled" | "unpaid";

export type DunningPolicy = {
  readonly delays: readonly number[];
  /** Days are civil in the zone: the wall time stays; hours elapse. */
  readonly delayUnit: "day" | "hour";
  readonly delayFrom: "previous_attempt" | "first_failure";
  readonly finalAction: "cancel" | "unpaid" | "keep";
};

export type DunningAttempt = { readonly at: FailurePoint; readonly outcome: AttemptOutcome };

export type DunningRun = {
  readonly attempts: readonly DunningAttempt[];
  /** With the payment that failed first. */
  readonly attemptCount: number;
  readonly state: DunningState;
  /** The last failure, after which nothing is tried; null while the run recovered. */
  readonly finalAt: FailurePoint | null;
  readonly recoveredAt: FailurePoint | null;
};

const hourMs = 3_600_000;

const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** The same wall time so many civil days later. */
export const retryAt = (at: Date, days: number, zone: string): Date => {
  const { day, hour, minute, second } = wallClockInZone(at, zone);
  const time = [hour, minute, second].map(twoDigits).join(":");
  const withinSecondMs = at.getTime() - Math.floor(at.getTime() / 1000) * 1000;
  return new Date(instantAt(addDays(day, days), time, zone).getTime() + withinSecondMs);
};

const delayed = (from: FailurePoint, delay: number, unit: DunningPolicy["delayUnit"], zone: string): FailurePoint => {
  if (unit === "day" && from.kind === "day") return { kind: "day", day: addDays(from.day, delay) };
  const at = from.kind === "day" ? startOfDay(from.day, zone) : from.at;
  return {
    kind: "instant",
    at: unit === "day" ? retryAt(at, delay, zone) : new Date(at.getTime() + delay * hourMs),
  };
};

const stateAfter: Readonly<Record<DunningPolicy["finalAction"], DunningState>> = {
  cancel: "canceled",
  unpaid: "unpaid",
  keep: "past_due",
};

/**
 * When a failed payment is tried again and how the run ends: each delay counts from the attempt before, or from the first
 * failure; a success ends it, an outcome nobody named is a failure, and after the last one the final action holds.
 */
export const planDunning = (
  failedAt: FailurePoint,
  outcomes: readonly AttemptOutcome[],
  policy: DunningPolicy,
  zone: string,
): DunningRun => {
  const attempts: DunningAttempt[] = [];
  for (const [index, delay] of policy.delays.entries()) {
    const from = policy.delayFrom === "first_failure" ? failedAt : (attempts.at(-1)?.at ?? failedAt);
    const outcome = outcomes[index] ?? "failure";
    attempts.push({ at: delayed(from, delay, policy.delayUnit, zone), outcome });
    if (outcome === "success") break;
  }
  const last = attempts.at(-1);
  const lastAt = last?.at ?? failedAt;
  const hasRecovered = last?.outcome === "success";
  return {
    attempts,
    attemptCount: attempts.length + 1,
    state: hasRecovered ? "active" : stateAfter[policy.finalAction],
    finalAt: hasRecovered ? null : lastAt,
    recoveredAt: hasRecovered ? lastAt : null,
  };
};

export type AccessStage = { readonly name: string; readonly days: number };

/** The highest stage that the days since the failure have reached, or null. */
export const stageOn = (stages: readonly AccessStage[], failedOn: PlainDate, day: PlainDate): AccessStage | null => {
  const since = daysBetween(failedOn, day);
  return stages
    .filter((stage) => stage.days <= since)
    .reduce<AccessStage | null>((highest, stage) => (highest && highest.days > stage.days ? highest : stage), null);
};
