import { comparePoints, firstBoundaryFrom, listServicePeriods } from "@/server/kernel";
import { CaseRefusal } from "../case-refusal";
import { operation } from "../operation";
import { alignment, periodEnd, readSchedule, writePeriod } from "../read-schedule";
import { writeTimePoint } from "../write-time";

export const periodBoundaries = operation({ alignment, periodEnd }, (input, conventions) => {
  const schedule = readSchedule(input, conventions.alignment);
  const { start, zone } = schedule;
  if (start === null) throw new CaseRefusal("bad_schedule");
  const count = input.optionalCount("count");
  const until = input.optionalTimePoint("until");
  if (count === null && until === null) throw new CaseRefusal("bad_input");
  const periods = listServicePeriods(schedule, (period, index) =>
    count === null ? until !== null && comparePoints(period.start, until, zone) < 0 : index < count,
  );
  const last = periods.at(-1);
  return {
    boundaries: [...periods.map(({ period }) => period.start), ...(last ? [last.period.end] : [])].map(writeTimePoint),
    firstBoundary: writeTimePoint(firstBoundaryFrom(schedule, start)),
    periods: periods.map(({ period }) => writePeriod(period, zone, conventions.periodEnd)),
  };
});
