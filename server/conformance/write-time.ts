import type { TimePoint } from "./case-input";

/** A day as itself, an instant in UTC with a fraction only where it has one. */
export const writeTimePoint = (point: TimePoint): string =>
  point.kind === "day" ? point.day : point.at.toISOString().replace(/\.000Z$/, "Z");
