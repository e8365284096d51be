import { describe, expect, it } from "vitest";
import { plainDate } from "@/server/kernel";
import { type CreditKind, creditPostings } from "./credit-movement";
import { creditPlaceKey, settleWithCredit } from "./settle-with-credit";

const place = { accountId: "acc_1", sellerId: "sel_1", currency: "EUR" };
const document = (invoiceId: string, totalMinor: bigint, usesCredit = true) => ({
  ...place,
  invoiceId,
  totalMinor,
  usesCredit,
});
const holding = (minor: bigint) => new Map([[creditPlaceKey(place), minor]]);

describe("settleWithCredit", () => {
  it("pays in order until nothing is left: 30.00 held pay 25.00 and 5.00 of 100.00", () => {
    const moves = settleWithCredit([document("a", 2500n), document("b", 10_000n), document("c", 1n)], holding(3000n));
    expect([...moves]).toEqual([
      ["a", -2500n],
      ["b", -500n],
    ]);
  });

  it("keeps a total below zero as credit, of which the next document is paid", () => {
    const moves = settleWithCredit([document("a", -4000n), document("b", 10_000n)], holding(0n));
    expect([...moves]).toEqual([
      ["a", 4000n],
      ["b", -4000n],
    ]);
  });

  it("leaves credit alone where a document keeps it, and that of another seller or currency", () => {
    const documents = [document("a", 100n, false), { ...document("b", 100n), currency: "USD" }];
    expect(settleWithCredit(documents, holding(3000n)).size).toBe(0);
  });
});

describe("creditPostings", () => {
  it.each([
    ["granted", 500n, "promotion_expense"],
    ["overpayment", 500n, "unapplied_payments"],
    ["applied", -500n, "accounts_receivable"],
    ["returned", 500n, "accounts_receivable"],
    ["negative_invoice", 500n, "accounts_receivable"],
    ["credit_note", 500n, "accounts_receivable"],
  ] as [CreditKind, bigint, string][])("of what was %s book %s against %s", (kind, amountMinor, other) => {
    const ids = { invoiceId: null, creditNoteId: null, paymentId: null, reason: null, requestKey: null };
    const movement = { ...place, ...ids, kind, amountMinor, movedOn: plainDate("2027-04-11"), policyId: 1 };
    expect(creditPostings(movement).map((posting) => [posting.ledgerAccount, posting.amountMinor])).toEqual([
      [other, amountMinor],
      ["account_credits", -amountMinor],
    ]);
  });
});
