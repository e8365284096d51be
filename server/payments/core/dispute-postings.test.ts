import { describe, expect, it } from "vitest";
import { type DisputeState, disputeMoves, disputePostings } from "./dispute-postings";

describe("a dispute of 49.98", () => {
  const disputed = { gateway: "simulator", currency: "EUR", amountMinor: 4998n };
  const booked = (to: DisputeState) =>
    disputePostings(disputed, to).map(({ ledgerAccount, amountMinor }) => [ledgerAccount, amountMinor]);

  it.each<[DisputeState, unknown]>([
    [
      "open",
      [
        ["disputes", 4998n],
        ["cash_clearing", -4998n],
      ],
    ],
    [
      "won",
      [
        ["cash_clearing", 4998n],
        ["disputes", -4998n],
      ],
    ],
    [
      "lost",
      [
        ["bad_debt", 4998n],
        ["disputes", -4998n],
      ],
    ],
  ])("%s", (to, postings) => {
    expect(booked(to)).toEqual(postings);
  });

  it.each<[DisputeState | null, DisputeState, DisputeState[]]>([
    [null, "open", ["open"]],
    [null, "lost", ["open", "lost"]],
    ["open", "open", []],
    ["open", "won", ["won"]],
    ["lost", "open", []],
    ["won", "lost", []],
  ])("known as %s and told %s moves to %o", (known, told, moves) => {
    expect(disputeMoves(known, told)).toEqual(moves);
  });
});
