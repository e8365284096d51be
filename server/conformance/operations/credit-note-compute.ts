import {
  type CreditedLine,
  computeCreditNote,
  creditGross,
  type EarlierNote,
  type InvoicedLine,
  type InvoicedTax,
} from "@/server/invoices/core";
import { type Currency, ZERO } from "@/server/kernel";
import type { CaseInput } from "../case-input";
import { oneOf, rounding } from "../conventions";
import { operation } from "../operation";
import { writeMinor } from "../write-amounts";

const readTax = (tax: CaseInput, currency: Currency): InvoicedTax =>
  tax.has("percent")
    ? { id: tax.text("id"), percent: tax.number("percent") }
    : { id: tax.text("id"), amountMinor: tax.minor("amount", currency) };

const readInvoiced = (line: CaseInput, currency: Currency): InvoicedLine => ({
  id: line.text("id"),
  amountMinor: line.minor("amount", currency),
  discountMinor: line.optionalMinor("discount", currency) ?? ZERO,
  taxes: line.optionalList("taxes").map((tax) => readTax(tax, currency)),
});

const readCredited = (line: CaseInput, currency: Currency): CreditedLine =>
  line.has("amount")
    ? { id: line.text("id"), amountMinor: line.minor("amount", currency) }
    : { id: line.text("id"), share: line.number("share") };

const readEarlier = (note: CaseInput, currency: Currency): EarlierNote => ({
  netMinor: note.has("net") ? note.wholeMinor("net", currency) : null,
  taxMinor: note.wholeMinor("tax", currency),
});

const known = {
  taxFrom: oneOf("exact_net", "rounded_net"),
  lastNote: oneOf("takes_remainder", "computed"),
  rounding,
};

export const creditNoteCompute = operation(known, (input, conventions) => {
  const currency = input.currency();
  const write = (minor: bigint): string => writeMinor(minor, currency);
  const invoice = input
    .object("invoice")
    .list("lines")
    .map((line) => readInvoiced(line, currency));
  const credit = input.object("credit");
  if (credit.has("grossAmount")) {
    const gross = creditGross(invoice, credit.minor("grossAmount", currency), conventions);
    return { net: write(gross.netMinor), tax: write(gross.taxMinor), total: write(gross.totalMinor) };
  }
  const credited = credit.list("lines").map((line) => readCredited(line, currency));
  const earlier = input.optionalList("earlier").map((note) => readEarlier(note, currency));
  const note = computeCreditNote(invoice, credited, { earlier, isFinal: input.flag("final") }, conventions);
  return {
    subtotal: write(note.subtotalMinor),
    discount: write(note.discountMinor),
    net: write(note.netMinor),
    taxes: Object.fromEntries(note.taxes.map(({ id, amountMinor }) => [id, write(amountMinor)])),
    tax: write(note.taxMinor),
    total: write(note.totalMinor),
  };
});
