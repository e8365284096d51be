import { describe, expect, it } from "vitest";
import { type DatedPosting, sumPostings } from "./sum-postings";

const posting = (change: Partial<DatedPosting>): DatedPosting => ({
  sellerId: "sel_1",
  currency: "EUR",
  ledgerAccount: "accounts_receivable",
  postedOn: "2027-04-11",
  amountMinor: 0n,
  ...change,
});

describe("sumPostings", () => {
  it("adds up each side by itself: 39.27 and 10.00 against 6.00 are 49.27 and 6.00", () => {
    const sums = sumPostings([3927n, 1000n, -600n].map((amountMinor) => posting({ amountMinor })));
    expect(sums).toMatchObject([{ debitMinor: 4927n, creditMinor: 600n, postingCount: 3 }]);
  });

  it("keeps sellers, currencies, ledger accounts and days apart", () => {
    const others = [
      { sellerId: "sel_2" },
      { currency: "GBP" },
      { ledgerAccount: "revenue" as const },
      { postedOn: "2027-04-12" },
    ];
    expect(sumPostings([{}, ...others].map((change) => posting({ ...change, amountMinor: 1n })))).toHaveLength(5);
  });
});
