import { Cron } from "croner";

/** The first tick strictly after an instant; a zone is given as in Inngest, `TZ=Europe/Paris 0 2 * * *`. */
export function nextTick(cron: string, after: Date): Date {
  const zoned = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/.exec(cron.trim());
  const pattern = zoned?.[2] ?? cron.trim();
  const next = new Cron(pattern, { paused: true, timezone: zoned?.[1] ?? "UTC", mode: "5-or-6-parts" }).nextRun(after);
  if (!next) throw new Error("it never ticks again");
  return next;
}
