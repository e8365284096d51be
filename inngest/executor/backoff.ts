const secondsByAttempt = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200];
const jitterSeconds = 30;
const dayMs = 86_400_000;

/** Milliseconds until a failed attempt is tried again; `attempt` counts from zero. */
export function retryDelayMs(attempt: number, scale: number): number {
  const seconds = secondsByAttempt[Math.min(attempt, secondsByAttempt.length - 1)] ?? 0;
  return Math.round((seconds + Math.random() * jitterSeconds) * 1_000 * scale);
}

/** Reads a Retry-After header, in seconds or as a date, and keeps it between a second and a day. */
export function retryAfterMs(header: string, nowMs: number): number | null {
  const seconds = Number(header);
  const wanted = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - nowMs;
  if (!Number.isFinite(wanted)) return null;
  return Math.min(Math.max(Math.round(wanted), 1_000), dayMs);
}

/** The worker went away in the middle of a call: it is usually back within seconds. */
export function lostCallDelayMs(lostCount: number): number {
  return Math.min(250 * 2 ** lostCount, 10_000);
}
