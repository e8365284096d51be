import { servicePeriodOf } from "@/server/kernel";
import { operation } from "../operation";
import { alignment, periodEnd, readSchedule, writePeriod } from "../read-schedule";

export const periodOf = operation({ alignment, periodEnd }, (input, conventions) => {
  const schedule = readSchedule(input, conventions.alignment);
  const { period, fullPeriod, isStub, index } = servicePeriodOf(
    schedule,
    input.timePoint("at"),
    input.optionalTimePoint("noBoundaryBefore"),
  );
  const { zone } = schedule;
  return {
    period: writePeriod(period, zone, conventions.periodEnd),
    fullPeriod: writePeriod(fullPeriod, zone, conventions.periodEnd),
    stub: isStub,
    ...(index !== null && { index, elapsed: index }),
  };
});
