import { describe, expect, it } from "vitest";
import type { InvoiceSummary } from "@/server/invoices";
import { countInvoices, filterInvoices, totalInvoices } from "./filter-invoices";

const invoice = (number: string, totalMinor: bigint, balanceMinor = 0n, currency = "EUR") =>
  ({ number, totalMinor, balanceMinor, currency }) as InvoiceSummary;

const invoices = [
  invoice("INV-2026-0048990", 166_600n, 166_600n),
  invoice("INV-2026-0048213", 31_416n),
  invoice("INV-2026-0043877", 5_500n, 0n, "USD"),
];

const found = (q: string, show: "all" | "to_pay" | "paid" = "all") =>
  filterInvoices(invoices, { show, q }).map(({ number }) => number.slice(-5));

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

  it("are filtered by what is left to pay, and counted", () => {
    expect(found("", "to_pay")).toEqual(["48990"]);
    expect(found("48", "paid")).toEqual(["48213"]);
    expect(countInvoices(invoices)).toEqual({ all: 3, to_pay: 1, paid: 2 });
  });

  it("are summed by currency and not over currencies", () => {
    expect(totalInvoices(invoices)).toEqual([
      { currency: "EUR", totalMinor: 198_016n, balanceMinor: 166_600n },
      { currency: "USD", totalMinor: 5_500n, balanceMinor: 0n },
    ]);
  });
});
