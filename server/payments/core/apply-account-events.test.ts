import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AccountEvent,
  accountBalanceOf,
  applyAccountEvents,
  balanceOf,
  openAccount,
  writtenOffOf,
} from "./apply-account-events";

const opening = openAccount(
  [
    { id: "first", chargedMinor: 10_000n },
    { id: "second", chargedMinor: 5000n },
  ],
  0n,
);

const end = (
  events: readonly AccountEvent[],
  allocation: "named" | "oldest_first" = "named",
  toleranceMinor = 0n,
): readonly bigint[] => {
  const last = applyAccountEvents(opening, events, { allocation, toleranceMinor }).at(-1) ?? opening;
  return [...last.invoices.map(balanceOf), last.creditMinor, last.refundedMinor, writtenOffOf(last)];
};

const pay = (amountMinor: bigint, invoiceId: string | null = null): AccountEvent => ({
  kind: "pay",
  amountMinor,
  invoiceId,
});

describe("applyAccountEvents", () => {
  it.each([
    ["a payment that names no invoice", [pay(4000n)], [10_000n, 5000n, 4000n, 0n, 0n]],
    ["too much on one invoice", [pay(12_000n, "first")], [0n, 5000n, 2000n, 0n, 0n]],
    [
      "a refund of which a part is not owed again",
      [pay(10_000n, "first"), { kind: "refund", invoiceId: "first", amountMinor: 3000n, adjustMinor: 1000n }],
      [2000n, 5000n, 0n, 3000n, 0n],
    ],
    [
      "an adjustment of a paid invoice",
      [pay(10_000n, "first"), { kind: "adjust", invoiceId: "first", amountMinor: 2500n }],
      [0n, 5000n, 2500n, 0n, 0n],
    ],
    [
      "a chargeback",
      [pay(5000n, "second"), { kind: "chargeback", invoiceId: "second", amountMinor: 5000n }],
      [10_000n, 5000n, 0n, 0n, 0n],
    ],
    ["a write-off", [pay(1000n, "second"), { kind: "write_off", invoiceId: "second" }], [10_000n, 0n, 0n, 0n, 4000n]],
    [
      "credit used and the rest returned",
      [pay(6000n), { kind: "use_credit", invoiceId: "second" }, { kind: "refund_credit", amountMinor: 1000n }],
      [10_000n, 0n, 0n, 1000n, 0n],
    ],
  ] as const)("applies %s", (_what, events, expected) => {
    expect(end(events)).toEqual(expected);
  });

  it("pays the oldest invoice first and forgives a rest within the tolerance", () => {
    expect(end([pay(14_970n, "second")], "oldest_first", 30n)).toEqual([0n, 0n, 0n, 0n, 30n]);
    expect(end([pay(14_970n, "of another account")], "oldest_first", 29n)).toEqual([0n, 30n, 0n, 0n, 0n]);
  });

  it.each([
    ["more than was paid", { kind: "refund", invoiceId: "first", amountMinor: 1n, adjustMinor: 0n }, "was paid"],
    ["credit that is not there", { kind: "refund_credit", amountMinor: 1n }, "most the credit"],
    ["an unknown invoice", { kind: "write_off", invoiceId: "third" }, "invoice of this account"],
    ["a negative amount", pay(-1n, "first"), "zero or more"],
  ] as const)("refuses %s", (_what, event, message) => {
    expect(() => end([event])).toThrow(message);
  });

  it("keeps what was paid equal to what is applied and what is credit", () => {
    const event = fc.record({
      amount: fc.bigInt({ min: 0n, max: 9000n }),
      to: fc.constantFrom("first", "second", null),
    });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 10 }),
        fc.constantFrom("named", "oldest_first"),
        (events, allocation) => {
          const payments = events.map(({ amount, to }) => pay(amount, to));
          const last = applyAccountEvents(opening, payments, { allocation, toleranceMinor: 0n }).at(-1) ?? opening;
          const paid = events.reduce((sum, { amount }) => sum + amount, 0n);
          expect(15_000n - accountBalanceOf(last) + last.creditMinor).toBe(paid);
          expect(last.invoices.every((invoice) => balanceOf(invoice) >= 0n)).toBe(true);
        },
      ),
    );
  });
});
