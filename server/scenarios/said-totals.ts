import { expect } from "vitest";
import type { readInvoiceDocument } from "@/server/documents";
import { sumMinor as add, parseMoney } from "@/server/kernel";
import type { readInvoicePage } from "@/server/support";

/** What one place says: what its lines and taxes come to, and the total it prints under them. */
export type Said = { readonly sum: bigint; readonly total: bigint };

const read = (text: string, currency: string): bigint =>
  parseMoney(text.replace(/^(US\$|[€£¥])/, "").replaceAll(",", ""), currency).minor;

/** The rows of a text whose columns stand apart. */
const rowsOf = (text: string): string[][] => text.split("\n").map((line) => line.split(/ {2,}/));

export const onPaper = (text: string, currency: string): Said => {
  const paper = rowsOf(text);
  const placeOf = (name: string) => paper.findIndex(([first]) => first === name);
  const lines = paper.slice(placeOf("Description") + 1, placeOf("Net")).filter((columns) => columns.length === 5);
  const taxes = paper.slice(placeOf("Net") + 1, placeOf("Total")).filter((columns) => columns.length === 2);
  const last = (columns: readonly string[] | undefined) => read(columns?.at(-1) ?? "", currency);
  expect(add(lines.map(last))).toBe(last(paper[placeOf("Net")]));
  return { sum: add([...lines, ...taxes].map(last)), total: last(paper[placeOf("Total")]) };
};

export const inMail = (text: string, currency: string): Said => {
  const facts = rowsOf(text).filter(([, value = ""]) => /^(US\$|[€£¥])/.test(value));
  const end = facts.findIndex(([term]) => term === "Total");
  const amounts = facts.map(([, value = ""]) => read(value, currency));
  return { sum: add(amounts.slice(0, end)), total: amounts[end] ?? -1n };
};

/** A file of comma-separated values, its lines by what stands in one of its columns. */
export const readCsv = (text: string, key: string): Map<string, Record<string, string>> => {
  const [head = "", ...lines] = text.trimEnd().split("\r\n");
  const names = head.split(",");
  return new Map(
    lines.map((line) => {
      const entries = line.split(",").map((cell, place) => [names[place] ?? "", cell] as const);
      const cells = Object.fromEntries(entries);
      return [cells[key] ?? "", cells];
    }),
  );
};

export const inCsv = (
  cells: Record<string, string> | undefined,
  [net, tax, total]: readonly string[],
  currency: string,
): Said => {
  const amount = (name = "") => read(cells?.[name] ?? "", currency);
  return { sum: amount(net) + amount(tax), total: amount(total) };
};

export const onScreen = ({ lines, taxes, totalMinor }: Awaited<ReturnType<typeof readInvoiceDocument>>): Said => ({
  sum: add([...lines.map((line) => line.netMinor), ...taxes.map((tax) => tax.taxMinor)]),
  total: totalMinor,
});

export const inLedger = ({ journal }: Awaited<ReturnType<typeof readInvoicePage>>): Said => {
  const postings = journal.filter(({ sourceKind }) => sourceKind === "invoice").flatMap((entry) => entry.postings);
  const ofBuyer = postings.filter(({ ledgerAccount }) => ledgerAccount === "accounts_receivable");
  const others = postings.filter((posting) => !ofBuyer.includes(posting));
  return {
    sum: -add(others.map(({ amountMinor }) => amountMinor)),
    total: add(ofBuyer.map(({ amountMinor }) => amountMinor)),
  };
};
