import { formatRational, parseRational } from "@/server/kernel";
import type { CountedAmount } from "./models/percentage";
import type { EventTally } from "./rate-charge";
import { type Fields, figure, unreadable } from "./written-figures";

const writeCounted = ({ count, amount }: CountedAmount) => ({ count: String(count), amount: formatRational(amount) });

/** A tally as it is kept with the line that was worked out from it. */
export const writeTally = (tally: EventTally): Record<string, unknown> =>
  tally.kind === "transactions"
    ? {
        charged: writeCounted(tally.charged),
        at_least: String(tally.atLeast),
        at_most: String(tally.atMost),
        free: writeCounted(tally.free),
      }
    : { cells: tally.cells.map(({ values, quantity }) => ({ values, quantity: formatRational(quantity) })) };

const counted = (given: unknown): CountedAmount => {
  const fields = given as Fields;
  return { count: BigInt(String(fields.count)), amount: figure(fields, "amount") };
};

export const readTally = (fields: Fields): EventTally => {
  if (Array.isArray(fields.cells)) {
    return {
      kind: "cells",
      cells: fields.cells.map(({ values, quantity }) => ({ values, quantity: parseRational(quantity) })),
    };
  }
  if (typeof fields.charged !== "object") throw unreadable("tally");
  return {
    kind: "transactions",
    charged: counted(fields.charged),
    atLeast: BigInt(String(fields.at_least)),
    atMost: BigInt(String(fields.at_most)),
    free: counted(fields.free),
  };
};
