import { wallClockInZone } from "@/server/kernel";
import { formatDay, formatTime } from "./format-day";

type TimeTextProps = { at: Date; zone: string; withDay?: boolean; withSeconds?: boolean; className?: string };

export function TimeText({ at, zone, withDay = false, withSeconds = false, className }: TimeTextProps) {
  const iso = at.toISOString();
  const time = formatTime(at, zone, withSeconds);
  return (
    <time dateTime={iso} title={iso} className={className}>
      {withDay ? `${formatDay(wallClockInZone(at, zone).day)}, ${time}` : time}
    </time>
  );
}
