import { type Interval, intervalUnits, openSchedule, type Schedule, type Span } from "@/server/kernel";
import type { CaseInput } from "./case-input";
import { CaseRefusal } from "./case-refusal";
import { oneOf } from "./conventions";
import { writeInclusiveSpan, writeSpan } from "./write-time";

export const alignment = oneOf("anniversary", "calendar", "anchor");
export const periodEnd = oneOf("exclusive", "inclusive_day");

const readInterval = (given: CaseInput): Interval => {
  const unit = intervalUnits.find((known) => known === given.raw("unit"));
  const count = given.raw("count");
  if (!unit || typeof count !== "number") throw new CaseRefusal("bad_interval");
  return { unit, count };
};

const readAnchorDay = (given: CaseInput): number | null => {
  if (!given.has("anchorDay")) return null;
  const day = given.raw("anchorDay");
  if (!Number.isSafeInteger(day)) throw new CaseRefusal("bad_schedule");
  return day as number;
};

export const readSchedule = (input: CaseInput, aligned: (typeof alignment)["fallback"]): Schedule => {
  const given = input.object("schedule");
  return openSchedule(
    {
      start: given.optionalTimePoint("start"),
      end: given.optionalTimePoint("end"),
      zone: given.zone(),
      interval: readInterval(given.object("interval")),
      anchor: given.optionalTimePoint("anchor"),
      anchorDay: readAnchorDay(given),
    },
    aligned,
  );
};

export const writePeriod = (span: Span, zone: string, end: (typeof periodEnd)["fallback"]) =>
  end === "inclusive_day" ? writeInclusiveSpan(span, zone) : writeSpan(span);
