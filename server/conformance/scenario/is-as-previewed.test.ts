import { expect, it } from "vitest";
import type { PricedDocument } from "@/server/billing/core";
import type { Invoice } from "@/server/invoices";
import { money } from "@/server/kernel";
import { isAsPreviewed } from "./is-as-previewed";

const words = {
  kind: "charge",
  description: "Seats",
  subscriptionId: "sub_1",
  chargeId: "chg_1",
  quantity: "2",
  unitPrice: "9.00",
} as const;
const tax = { ratePercent: "23", baseMinor: 1_800n, taxMinor: 414n };

const shown = {
  lines: [
    {
      ...words,
      servicePeriod: { start: "2027-04-01", end: "2027-05-01" },
      period: { start: { kind: "day", day: "2027-04-01" }, end: { kind: "day", day: "2027-05-01" } },
      net: money(1_800n, "EUR"),
      tax: money(414n, "EUR"),
    },
  ],
  taxes: [tax],
  net: money(1_800n, "EUR"),
  tax: money(414n, "EUR"),
  total: money(2_214n, "EUR"),
} as unknown as PricedDocument;

const days = { serviceStartOn: "2027-04-01", serviceStartAt: null, serviceEndOn: "2027-05-01", serviceEndAt: null };
const line = { ...words, ...days, netMinor: 1_800n, taxMinor: 414n };
const posted = { lines: [line], taxes: [tax], subtotalMinor: 1_800n, taxMinor: 414n, totalMinor: 2_214n };
const invoiceOf = (changes: object): Invoice => ({ ...posted, ...changes }) as unknown as Invoice;

it("finds what was posted as it was shown", () => {
  expect(isAsPreviewed(invoiceOf({}), shown)).toBe(true);
});

it.each<[string, object]>([
  ["another description", { lines: [{ ...line, description: "Seat" }] }],
  ["another quantity", { lines: [{ ...line, quantity: "3" }] }],
  ["another last day", { lines: [{ ...line, serviceEndOn: "2027-05-02" }] }],
  ["an instant", { lines: [{ ...line, serviceStartAt: new Date("2027-04-01T09:00:00Z") }] }],
  ["a cent on the line", { lines: [{ ...line, netMinor: 1_801n }] }],
  ["a cent of tax on the line", { lines: [{ ...line, taxMinor: 413n }] }],
  ["one line more", { lines: [line, line] }],
  ["another base of tax", { taxes: [{ ...tax, baseMinor: 1_799n }] }],
  ["another total", { totalMinor: 2_215n }],
])("finds %s", (_what, changes) => {
  expect(isAsPreviewed(invoiceOf(changes), shown)).toBe(false);
});
