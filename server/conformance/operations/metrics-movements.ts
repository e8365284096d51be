import { computeMovements, movementKinds } from "@/server/analytics/core";
import type { Rational } from "@/server/kernel";
import { rounding } from "../conventions";
import { operation } from "../operation";
import { writeRoundedMinor } from "../write-amounts";

export const metricsMovements = operation({ rounding }, (input, conventions) => {
  const currency = input.currency();
  const write = (minor: Rational): string => writeRoundedMinor(minor, currency, conventions.rounding);
  const changes = input.list("changes").map((change) => ({
    day: change.day("day"),
    customer: change.text("customer"),
    mrrMinor: change.minor("mrr", currency),
  }));
  const { movements, totals, endMrrMinor } = computeMovements(changes);
  return {
    movements: movements.map(({ day, customer, kind, amountMinor }) => ({
      day,
      customer,
      kind,
      amount: write(amountMinor),
    })),
    totals: Object.fromEntries(movementKinds.map((kind) => [kind, write(totals[kind])])),
    endMrr: write(endMrrMinor),
  };
});
