import type { PlainDate } from "@/server/kernel";
import { formatDay } from "./format-day";

export function DayText({ day, className }: { day: PlainDate; className?: string }) {
  return (
    <time dateTime={day} className={className}>
      {formatDay(day)}
    </time>
  );
}
