import { planBillablePeriods } from "@/server/billing/core";
import { formatRational } from "@/server/kernel";
import { CaseRefusal } from "../case-refusal";
import { oneOf, optionalWholeNumber } from "../conventions";
import { operation } from "../operation";
import { alignment, readSchedule } from "../read-schedule";
import { writeSpan, writeTimePoint } from "../write-time";

const known = {
  alignment,
  timing: oneOf("in_advance", "in_arrears", "in_arrears_greedy"),
  ratioPlaces: optionalWholeNumber,
};

export const periodBillable = operation(known, (input, conventions) => {
  const schedule = readSchedule(input, conventions.alignment);
  if (schedule.start === null) throw new CaseRefusal("bad_schedule");
  const planned = planBillablePeriods(schedule, schedule.start, input.timePoint("runAt"), conventions);
  const last = planned.periods.at(-1);
  return {
    periods: planned.periods.map(({ period }) => writeSpan(period)),
    lastPeriod: last ? writeSpan(last.period) : null,
    billedThrough: planned.billedThrough && writeTimePoint(planned.billedThrough),
    nextBoundary: writeTimePoint(planned.nextBoundary),
    fullPeriods: planned.fullPeriods,
    stubs: planned.stubs.map(({ days, ofDays }) => `${days}/${ofDays}`),
    cycles: formatRational(planned.cycles),
  };
});
