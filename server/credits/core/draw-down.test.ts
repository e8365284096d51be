import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainDate, rational, sumRationals, ZERO } from "@/server/kernel";
import { type CreditGrant, type DrawdownOrder, drawDown } from "./draw-down";

const grant = (id: string, amount: bigint, more: Partial<CreditGrant> = {}): CreditGrant => ({
  id,
  amount: rational(amount),
  createdOn: null,
  expiresOn: null,
  priority: rational(100n),
  costBasis: ZERO,
  scopeSize: null,
  ...more,
});

const debit = (amount: bigint, on: string | null = null) => ({
  amount: rational(amount),
  on: on === null ? null : plainDate(on),
});

const taken = (grants: readonly CreditGrant[], amount: bigint, order: readonly DrawdownOrder[]) =>
  drawDown(grants, [debit(amount)], order).debits[0]?.taken.map((part) => [part.grantId, part.amount.n]);

const usual: readonly DrawdownOrder[] = ["expiry", "priority", "created"];

describe("drawDown", () => {
  it.each([
    ["the earliest expiry", ["expiry"], { expiresOn: plainDate("2026-02-01") }],
    ["the lowest priority", ["priority"], { priority: rational(1n) }],
    ["what is free", ["free_first"], { costBasis: rational(-1n) }],
    ["the narrowest scope", ["narrow_first"], { scopeSize: rational(2n) }],
  ] as const)("uses %s first, then the rest in the order given", (_what, order, more) => {
    const grants = [grant("a", 5n), grant("b", 5n), grant("c", 5n, more)];
    expect(taken(grants, 12n, order)).toEqual([
      ["c", 5n],
      ["a", 5n],
      ["b", 2n],
    ]);
  });

  it("uses the oldest first where expiry and priority agree", () => {
    const [old, young] = [{ createdOn: plainDate("2026-01-01") }, { createdOn: plainDate("2026-01-02") }];
    expect(taken([grant("a", 5n, young), grant("b", 5n, old)], 6n, usual)).toEqual([
      ["b", 5n],
      ["a", 1n],
    ]);
  });

  it("uses a grant from the day it is created to the day before it expires", () => {
    const span = { createdOn: plainDate("2026-01-10"), expiresOn: plainDate("2026-01-12") };
    const days = ["2026-01-09", "2026-01-10", "2026-01-11", "2026-01-12"];
    const drawn = drawDown(
      [grant("a", 100n, span)],
      days.map((on) => debit(10n, on)),
      usual,
    );
    expect(drawn.debits.map(({ unmet, balance }) => [unmet.n, balance.n])).toEqual([
      [10n, 0n],
      [0n, 90n],
      [0n, 80n],
      [10n, 0n],
    ]);
    expect([drawn.remaining, drawn.balance.n, drawn.unmet.n]).toEqual([
      [{ grantId: "a", amount: rational(80n) }],
      0n,
      20n,
    ]);
  });

  it("takes no more than there is, and everything taken or left is what was granted", () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 18n }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(amounts, amounts, (granted, debited) => {
        const grants = granted.map((amount, at) => grant(`g${at}`, amount));
        const drawn = drawDown(
          grants,
          debited.map((amount) => debit(amount)),
          usual,
        );
        const parts = drawn.debits.flatMap((one) => one.taken.map((part) => part.amount));
        const kept = drawn.remaining.map((one) => one.amount);
        expect(sumRationals([...parts, ...kept])).toEqual(sumRationals(grants.map((one) => one.amount)));
        const asked = debited.reduce((sum, amount) => sum + amount, 0n);
        expect(sumRationals([...parts, drawn.unmet])).toEqual(rational(asked));
      }),
    );
  });
});
