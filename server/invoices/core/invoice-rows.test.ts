import { describe, expect, it } from "vitest";
import { plainDate } from "@/server/kernel";
import { computeInvoiceTotals, dueNowOf, type InvoiceDraft, type InvoiceLineDraft, sumInvoices } from "./invoice-draft";
import { parseInvoiceNumber } from "./invoice-number";
import { invoicePostings } from "./invoice-postings";
import { type ClosedAs, invoiceStatus } from "./invoice-status";

const line = (netMinor: bigint, taxMinor: bigint, change: Partial<InvoiceLineDraft> = {}): InvoiceLineDraft => ({
  kind: netMinor < 0n ? "credit" : "charge",
  description: "Desk Team",
  subscriptionId: null,
  subscriptionChargeId: null,
  serviceNo: null,
  creditsNo: null,
  rebilled: 0,
  chargeId: null,
  productFamily: "desk",
  isDeferred: true,
  serviceStartOn: plainDate("2027-04-01"),
  serviceStartAt: null,
  serviceEndOn: plainDate("2027-05-01"),
  serviceEndAt: null,
  quantity: "1",
  unitPrice: null,
  netMinor,
  taxMinor,
  taxCode: "saas",
  taxPosition: 0,
  derivation: {},
  ...change,
});

const tax = (jurisdiction: string, taxMinor: bigint): InvoiceDraft["taxes"][number] => ({
  jurisdiction,
  category: "standard",
  treatment: "domestic",
  ratePercent: "19",
  rule: "domestic",
  baseMinor: 3000n,
  taxMinor,
});

const draft = (lines: readonly InvoiceLineDraft[], change: Partial<InvoiceDraft> = {}): InvoiceDraft => ({
  accountId: "acc_1",
  sellerId: "sel_1",
  series: "INV",
  currency: "EUR",
  policyId: 1,
  orderId: null,
  billRunId: null,
  issueOn: plainDate("2027-04-01"),
  dueOn: plainDate("2027-04-15"),
  collectAt: null,
  billTo: {
    ...{ name: "Jana", email: "jana@tulpe.example", addressLines: [], city: null, postcode: null, region: null },
    ...{ country: "DE", taxId: null },
  },
  taxTreatment: "domestic",
  promiseHash: "",
  credit: "use",
  allowsNegative: false,
  lines,
  taxes: [tax("DE", 570n)],
  ...change,
});

const lines = [line(3300n, 627n), line(-300n, -57n), line(500n, 95n, { isDeferred: false, productFamily: "flow" })];

describe("what an invoice comes to", () => {
  it("is its lines and their tax", () => {
    expect(computeInvoiceTotals({ lines })).toEqual({ subtotalMinor: 3500n, taxMinor: 665n, totalMinor: 4165n });
    expect(computeInvoiceTotals({ lines: [] })).toEqual({ subtotalMinor: 0n, taxMinor: 0n, totalMinor: 0n });
  });

  it("is added up by seller, currency and day", () => {
    const later = draft([line(100n, 0n)], { issueOn: plainDate("2027-04-02") });
    const dollars = draft([line(200n, 0n)], { currency: "USD" });
    const other = draft([line(400n, 0n)], { sellerId: "sel_2" });
    expect(
      sumInvoices([draft(lines), later, draft([line(100n, 19n)]), dollars, other]).map(
        ({ sellerId, currency, issueOn, totalMinor, subtotalMinor, invoiceCount }) =>
          `${sellerId} ${currency} ${issueOn} ${subtotalMinor} ${totalMinor} ${invoiceCount}`,
      ),
    ).toEqual([
      "sel_1 EUR 2027-04-01 3600 4284 2",
      "sel_1 EUR 2027-04-02 100 100 1",
      "sel_1 USD 2027-04-01 200 200 1",
      "sel_2 EUR 2027-04-01 400 400 1",
    ]);
    expect(sumInvoices([])).toEqual([]);
  });

  it("is due less the credit that pays it, and never below nothing", () => {
    expect(dueNowOf({ totalMinor: 4165n, creditAppliedMinor: 165n })).toBe(4000n);
    expect(dueNowOf({ totalMinor: 0n, creditAppliedMinor: 0n })).toBe(0n);
    expect(dueNowOf({ totalMinor: -100n, creditAppliedMinor: 0n })).toBe(0n);
    expect(dueNowOf({ totalMinor: 0n, creditAppliedMinor: -100n })).toBe(0n);
  });
});

describe("how an invoice is booked", () => {
  it("debits the gross, defers what is paid in advance, takes in what is delivered, and owes tax by jurisdiction", () => {
    const booked = invoicePostings(draft(lines, { taxes: [tax("DE", 570n), tax("DE-BE", 95n)] }));
    expect(booked.map(({ ledgerAccount, detail, amountMinor }) => `${ledgerAccount} ${detail} ${amountMinor}`)).toEqual(
      [
        "accounts_receivable trade 4165",
        "deferred_revenue desk -3000",
        "revenue flow -500",
        "tax_payable DE -570",
        "tax_payable DE-BE -95",
      ],
    );
    expect(booked.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(0n);
  });
});

describe("the status of an invoice", () => {
  const on = (balanceMinor: bigint, today: string, closedAs: ClosedAs | null = null) =>
    invoiceStatus({ totalMinor: 4165n, balanceMinor, dueOn: plainDate("2027-04-15"), closedAs }, plainDate(today));

  it("is told from what is left of it, how it was closed, and its due day", () => {
    expect([on(4165n, "2027-04-15"), on(4165n, "2027-04-16"), on(1n, "2027-04-15"), on(1n, "2027-04-16")]).toEqual([
      "open",
      "overdue",
      "partly_paid",
      "overdue",
    ]);
    expect([on(0n, "2027-05-01"), on(0n, "2027-05-01", "voided"), on(0n, "2027-05-01", "credited")]).toEqual([
      "paid",
      "voided",
      "credited",
    ]);
    expect(on(0n, "2027-05-01", "written_off")).toBe("written_off");
  });
});

describe("what somebody gives of a number", () => {
  it.each([
    ["INV-2026-0048213", { series: "INV", year: 2026, sequence: 48_213n }],
    ["inv20260048213", { series: "INV", year: 2026, sequence: 48_213n }],
    ["2026-0048213", { series: null, year: 2026, sequence: 48_213n }],
    ["A1N-20260000001", { series: "A1N", year: 2026, sequence: 1n }],
    ["48213", null],
    ["INV-26-0048213", null],
    ["INV-2026-048213", null],
    [" INV-2026-0048213", null],
    ["INV-2026-0048213x", null],
    ["1NV-2026-0048213", null],
    ["INVOICENUMB-2026-0048213", null],
  ])("%o is %o", (text, clue) => {
    expect(parseInvoiceNumber(text)).toEqual(clue);
  });
});
