import { planDunning, stageOn } from "@/server/dunning/core";
import { localDayOf } from "@/server/kernel";
import { readDay } from "../case-input";
import { oneOf } from "../conventions";
import { operation } from "../operation";
import { writeTimePoint } from "../write-time";

const known = {
  delayFrom: oneOf("previous_attempt", "first_failure"),
  finalAction: oneOf("cancel", "unpaid", "keep"),
};

export const dunningSchedule = operation(known, (input, { delayFrom, finalAction }) => {
  const zone = input.zone();
  const failedAt = input.timePoint("failedAt");
  const delayUnit = input.has("delayUnit") ? input.choice("delayUnit", "day", "hour") : "day";
  const outcomes = input.has("outcomes") ? input.choices("outcomes", "success", "failure") : [];
  const policy = { delays: input.counts("delays"), delayUnit, delayFrom, finalAction };
  const run = planDunning(failedAt, outcomes, policy, zone);
  const stages = input.optionalList("stages").map((stage) => ({ name: stage.text("name"), days: stage.count("days") }));
  const checkDays = input.has("checkDays") ? input.values("checkDays").map(readDay) : [];
  return {
    attempts: run.attempts.map(({ at, outcome }) => ({ at: writeTimePoint(at), outcome })),
    totalAttempts: run.attemptCount,
    state: run.state,
    finalAt: run.finalAt && writeTimePoint(run.finalAt),
    recoveredAt: run.recoveredAt && writeTimePoint(run.recoveredAt),
    stages: checkDays.map((day) => stageOn(stages, localDayOf(failedAt, zone), day)?.name ?? "clear"),
  };
});
