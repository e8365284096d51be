import { dayInZone, dayOf, daysBetween } from "@/server/kernel";
import { readInstant } from "../case-input";
import { CaseRefusal } from "../case-refusal";
import { operation } from "../operation";

export const calendarLocalDays = operation({}, (input) => {
  const zone = input.zone();
  const days = input.values("instants").map((instant) => dayInZone(readInstant(instant), zone));
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) throw new CaseRefusal("bad_input");
  return { days, daysOfMonth: days.map(dayOf), spanDays: daysBetween(first, last) };
});
