const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export type Audience = "staff" | "subscriber";

/** Staff see everybody's money, so they are asked again sooner. */
const lifetimes: Readonly<Record<Audience, { readonly idleMs: number; readonly absoluteMs: number }>> = {
  staff: { idleMs: 12 * hourMs, absoluteMs: 7 * dayMs },
  subscriber: { idleMs: 14 * dayMs, absoluteMs: 30 * dayMs },
};

export const sessionDaysMax = lifetimes.subscriber.absoluteMs / dayMs;

export type SessionTimes = {
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

export const expiryOfSession = (audience: Audience, at: Date): Date =>
  new Date(at.getTime() + lifetimes[audience].absoluteMs);

/** The audience is today's: who joined the staff after signing in keeps staff hours from then on. */
export const isSessionAlive = (session: SessionTimes, audience: Audience, at: Date): boolean => {
  const { idleMs, absoluteMs } = lifetimes[audience];
  const now = at.getTime();
  return (
    session.revokedAt === null &&
    session.expiresAt.getTime() > now &&
    session.createdAt.getTime() + absoluteMs > now &&
    session.lastSeenAt.getTime() + idleMs > now
  );
};

export const isSightingDue = (session: SessionTimes, at: Date): boolean =>
  at.getTime() - session.lastSeenAt.getTime() >= minuteMs;
