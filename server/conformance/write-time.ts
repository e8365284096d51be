import { addDays, localDayOf, type Span, type TimePoint } from "@/server/kernel";

/** A day as itself, an instant in UTC with a fraction only where it has one. */
export const writeTimePoint = (point: TimePoint): string =>
  point.kind === "day" ? point.day : point.at.toISOString().replace(/\.000Z$/, "Z");

export const writeSpan = ({ start, end }: Span) => ({ start: writeTimePoint(start), end: writeTimePoint(end) });

/** With its last local day in place of its end. */
export const writeInclusiveSpan = ({ start, end }: Span, zone: string) => ({
  start: writeTimePoint(start),
  end: addDays(localDayOf(end, zone), -1),
});
