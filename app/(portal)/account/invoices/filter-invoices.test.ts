import { describe, expect, it } from "vitest";
import type { InvoiceSummary } from "@/server/invoices";
import { countInvoices, filterInvoices, pageOfInvoices, totalInvoices, yearsOfInvoices } from "./filter-invoices";
import { invoiceSearchHref, readArchiveProblem, readInvoiceSearch } from "./search-params";

const invoice = (number: string, totalMinor: bigint, balanceMinor = 0n, currency = "EUR") =>
  ({ number, totalMinor, balanceMinor, currency, issueOn: `${number.slice(4, 8)}-03-01` }) as InvoiceSummary;

const invoices = [
  invoice("INV-2026-0048990", 166_600n, 166_600n),
  invoice("INV-2026-0048213", 31_416n),
  invoice("INV-2025-0043877", 5_500n, 0n, "USD"),
];

const found = (q: string, show: "all" | "to_pay" | "paid" = "all", year: number | null = null) =>
  filterInvoices(invoices, { show, q, year }).map(({ number }) => number.slice(-5));

describe("the invoices of an account", () => {
  it.each([
    ["", ["48990", "48213", "43877"]],
    ["48213", ["48213"]],
    ["inv-2026-00482", ["48213"]],
    ["314.16", ["48213"]],
    ["314,16", ["48213"]],
    ["1,666", ["48990"]],
    ["nothing", []],
  ])("are found by %j", (q, numbers) => {
    expect(found(q)).toEqual(numbers);
  });

  it("are filtered by year and by what is left to pay, and counted", () => {
    expect(found("", "to_pay")).toEqual(["48990"]);
    expect(found("48", "paid")).toEqual(["48213"]);
    expect(found("", "all", 2025)).toEqual(["43877"]);
    expect(found("", "to_pay", 2025)).toEqual([]);
    expect(yearsOfInvoices(invoices)).toEqual([2026, 2025]);
    expect(countInvoices(invoices)).toEqual({ all: 3, to_pay: 1, paid: 2 });
  });

  it("are summed by currency and not over currencies", () => {
    expect(totalInvoices(invoices)).toEqual([
      { currency: "EUR", totalMinor: 198_016n, balanceMinor: 166_600n },
      { currency: "USD", totalMinor: 5_500n, balanceMinor: 0n },
    ]);
  });

  it("come by fifty, and a page beyond the last is the last", () => {
    const many = Array.from({ length: 120 }, (_, i) => invoice(`INV-2026-${i}`, 1n));
    expect(pageOfInvoices(many, 1)).toMatchObject({ page: 1, pageCount: 3, from: 1 });
    expect(pageOfInvoices(many, 900)).toMatchObject({ page: 3, from: 101 });
    expect(pageOfInvoices(many, 3).rows).toHaveLength(20);
    expect(pageOfInvoices([], 2)).toMatchObject({ page: 1, pageCount: 1, rows: [] });
  });

  it("are found by an address that says so, and all of them by one that makes no sense", () => {
    const search = { show: "paid", q: "31", year: 2025, page: 2 } as const;
    expect(readInvoiceSearch(Object.fromEntries(new URL(invoiceSearchHref(search), "http://x").searchParams))).toEqual(
      search,
    );
    const all = { show: "all", q: "", year: null, page: 1 };
    for (const nonsense of ["'", "%", "\0", "-1", "1e9", "0".repeat(10_000)]) {
      expect(readInvoiceSearch({ show: nonsense, year: nonsense, page: nonsense, q: ["a", "b"] })).toEqual(all);
      expect(readArchiveProblem({ problem: nonsense })).toBeNull();
    }
    expect(invoiceSearchHref(readInvoiceSearch({}))).toBe("/account/invoices");
  });
});
