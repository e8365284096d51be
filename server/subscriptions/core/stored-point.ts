import { localDayOf, type PlainDate, type TimePoint } from "@/server/kernel";

/** A time point as two columns: the local day, and the instant where it is one. */
export type PointColumns = { readonly on: PlainDate; readonly at: Date | null };

export const toColumns = (point: TimePoint, zone: string): PointColumns => ({
  on: localDayOf(point, zone),
  at: point.kind === "instant" ? point.at : null,
});

export const toPoint = (on: string, at: Date | null): TimePoint =>
  at === null ? { kind: "day", day: on as PlainDate } : { kind: "instant", at };

export type WrittenPoint = { day: string } | { at: string };

export const writePoint = (point: TimePoint): WrittenPoint =>
  point.kind === "day" ? { day: point.day } : { at: point.at.toISOString() };

export const readPoint = (written: WrittenPoint): TimePoint =>
  "at" in written ? { kind: "instant", at: new Date(written.at) } : { kind: "day", day: written.day as PlainDate };
