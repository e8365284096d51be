import type { Period } from "@/server/kernel";
import { formatPeriod } from "./format-day";

export function PeriodText({ period, className }: { period: Period; className?: string }) {
  return (
    <time dateTime={`${period.start}/${period.end}`} className={className}>
      {formatPeriod(period)}
    </time>
  );
}
