import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainDate, sumMinor } from "@/server/kernel";
import { familyLabel, ownMoney, termsOfReturned } from "./credit-grant";
import { type CreditKind, creditPostings } from "./credit-movement";
import { type DocumentToSettle, type HeldGrant, settleWithCredit } from "./settle-with-credit";

const place = { accountId: "acc_1", sellerId: "sel_1", currency: "EUR" };
const desk = [familyLabel("desk")];
const flow = [familyLabel("flow")];

const grant = (id: string, remainingMinor: bigint, more: Partial<HeldGrant> = {}): HeldGrant => ({
  ...{ ...place, ...ownMoney, id, remainingMinor },
  ...more,
});

const document = (invoiceId: string, totalMinor: bigint, more: Partial<DocumentToSettle> = {}): DocumentToSettle => ({
  ...{ ...place, invoiceId, totalMinor, usesCredit: true, on: plainDate("2026-11-29") },
  lines: [{ grossMinor: totalMinor, labels: desk }],
  grant: totalMinor < 0n ? grant(`of ${invoiceId}`, -totalMinor) : null,
  ...more,
});

const told = (documents: readonly DocumentToSettle[], held: readonly HeldGrant[]) =>
  [...settleWithCredit(documents, held)].map(([id, { parts }]) => [
    id,
    ...parts.map((part) => [part.grant.id, part.amountMinor]),
  ]);

const until30 = { expiresOn: plainDate("2026-11-30") };

describe("settleWithCredit", () => {
  it("pays in order until nothing is left: 30.00 held pay 25.00 and 5.00 of 100.00", () => {
    expect(told([document("a", 2500n), document("b", 10_000n), document("c", 1n)], [grant("g", 3000n)])).toEqual([
      ["a", ["g", -2500n]],
      ["b", ["g", -500n]],
    ]);
  });

  it("keeps a total below zero as a grant, of which the next document is paid", () => {
    expect(told([document("a", -4000n), document("b", 10_000n)], [])).toEqual([
      ["a", ["of a", 4000n]],
      ["b", ["of a", -4000n]],
    ]);
  });

  it("leaves credit alone where a document keeps it, and that of another seller or currency", () => {
    const others = [document("a", 100n, { usesCredit: false }), document("b", 100n, { currency: "USD" })];
    expect(settleWithCredit(others, [grant("g", 3000n)]).size).toBe(0);
  });

  it.each([
    ["what expires first", until30, {}],
    ["what has the lowest priority, before what expires", { priority: 10 }, until30],
    ["a gift before the account's own money", { kind: "promotional" }, {}],
    ["what is for little before what is for all", { scope: desk }, {}],
  ] as const)("takes %s: 30.00 of 50.00, then 20.00", (_what, first, second) => {
    const held = [grant("y", 7000n, second), grant("x", 3000n, first)];
    expect(told([document("a", 5000n)], held)).toEqual([["a", ["x", -3000n], ["y", -2000n]]]);
  });

  it("takes the oldest of what is alike", () => {
    expect(told([document("a", 5000n)], [grant("x", 3000n), grant("y", 7000n)])).toEqual([
      ["a", ["x", -3000n], ["y", -2000n]],
    ]);
  });

  it("takes nothing of a grant from the day it expires", () => {
    const on = plainDate("2026-11-30");
    expect(told([document("a", 5000n, { on })], [grant("x", 3000n, until30), grant("y", 7000n)])).toEqual([
      ["a", ["y", -5000n]],
    ]);
  });

  it("pays with a scoped grant what it is for, and keeps the wide one for the rest: 40.00 and 50.00 of 100.00", () => {
    const lines = [
      { grossMinor: 4000n, labels: flow },
      { grossMinor: 6000n, labels: desk },
    ];
    const held = [grant("wide", 5000n, until30), grant("narrow", 4500n, { scope: flow })];
    expect(told([document("a", 10_000n, { lines })], held)).toEqual([["a", ["wide", -5000n], ["narrow", -4000n]]]);
    const less = [...lines, { grossMinor: -7000n, labels: desk }];
    expect(told([document("a", 3000n, { lines: less })], held)).toEqual([["a", ["wide", -3000n]]]);
    expect(told([document("a", 3000n, { lines: less })], held.slice(1))).toEqual([["a", ["narrow", -3000n]]]);
  });

  it("never takes more than a grant has, than a document comes to, or than it has of what a grant is for", () => {
    const amount = fc.bigInt({ min: 0n, max: 10_000n });
    const labels = fc.constantFrom(desk, flow);
    const grants = fc.array(fc.tuple(amount, fc.option(labels)), { maxLength: 5 });
    const lines = fc.array(fc.tuple(amount, labels), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(grants, fc.array(lines, { minLength: 1, maxLength: 3 }), (given, documents) => {
        const held = given.map(([minor, scope], at) => grant(`g${at}`, minor, { scope }));
        const posted = documents.map((of, at) => {
          const own = of.map(([grossMinor, label]) => ({ grossMinor, labels: label }));
          return document(`d${at}`, sumMinor(own.map(({ grossMinor }) => grossMinor)), { lines: own });
        });
        const moves = settleWithCredit(posted, held);
        const parts = [...moves.values()].flatMap((move) => move.parts);
        for (const { id, remainingMinor } of held) {
          const taken = parts.filter((part) => part.grant.id === id).map(({ amountMinor }) => -amountMinor);
          expect(sumMinor(taken) <= remainingMinor).toBe(true);
        }
        for (const { invoiceId, totalMinor, lines: own } of posted) {
          const move = moves.get(invoiceId);
          expect(-(move?.movedMinor ?? 0n) <= totalMinor).toBe(true);
          const ofFlow = (move?.parts ?? []).filter(
            (part) => held.find(({ id }) => id === part.grant.id)?.scope === flow,
          );
          const flowMinor = sumMinor(own.filter((line) => line.labels === flow).map(({ grossMinor }) => grossMinor));
          expect(sumMinor(ofFlow.map(({ amountMinor }) => -amountMinor)) <= flowMinor).toBe(true);
        }
      }),
    );
  });
});

describe("termsOfReturned", () => {
  it.each([
    ["2026-11-20", "2026-12-05", "2026-12-15"],
    ["2026-11-29", "2026-11-30", "2026-12-01"],
  ])("gives what was taken on %s and returned on %s until %s", (takenOn, today, expiresOn) => {
    const terms = { ...ownMoney, ...until30 };
    expect(termsOfReturned(terms, plainDate(takenOn), plainDate(today))).toEqual({ ...terms, expiresOn });
  });
});

describe("creditPostings", () => {
  it.each([
    ["granted", 500n, "promotion_expense", "granted"],
    ["overpayment", 500n, "unapplied_payments", "overpayment"],
    ["prepaid", 500n, "unapplied_payments", "prepaid"],
    ["applied", -500n, "accounts_receivable", "trade"],
    ["returned", 500n, "accounts_receivable", "trade"],
    ["reinstated", 500n, "accounts_receivable", "trade"],
    ["negative_invoice", 500n, "accounts_receivable", "trade"],
    ["credit_note", 500n, "accounts_receivable", "trade"],
    ["expired", -500n, "breakage", "promotional"],
  ] as [CreditKind, bigint, string, string][])(
    "of what was %s book %s against %s",
    (kind, amountMinor, other, detail) => {
      const postings = creditPostings({ kind, amountMinor, currency: "EUR" }, "promotional");
      expect(postings.map((posting) => [posting.ledgerAccount, posting.detail, posting.amountMinor])).toEqual([
        [other, detail, amountMinor],
        ["account_credits", "held", -amountMinor],
      ]);
    },
  );
});
