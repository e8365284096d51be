import { compareRationals, type PlainDate, parseRational } from "@/server/kernel";
import { type InvoicePaper, type InvoiceToWrite, writeInvoicePaper } from "./invoice-paper";
import { writeDay, writePeriod } from "./write-day";
import { writeMoney } from "./write-money";

/** What the paper of a credit note is made from: the note, and the invoice that it corrects. */
export type CreditNoteToWrite = {
  readonly number: string;
  readonly issueOn: PlainDate;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
  /** What of it lowered what was to be paid; the rest became account credit. */
  readonly appliedMinor: bigint;
  /** Amounts of lines and taxes are what is credited of each, above zero. */
  readonly lines: readonly { readonly invoiceLineId: string; readonly netMinor: bigint }[];
  readonly taxes: readonly {
    readonly jurisdiction: string;
    readonly ratePercent: string;
    readonly baseMinor: bigint;
    readonly taxMinor: bigint;
  }[];
  readonly invoice: Omit<InvoiceToWrite, "lines"> & {
    readonly lines: readonly (InvoiceToWrite["lines"][number] & { readonly id: string })[];
  };
};

const isSameRate = (one: string, other: string): boolean =>
  compareRationals(parseRational(one), parseRational(other)) === 0;

/** Of each tax of the invoice what is credited of it, so that the note names it in the same words. */
const creditedTaxes = ({ invoice, taxes }: CreditNoteToWrite): InvoiceToWrite["taxes"] =>
  invoice.taxes.flatMap((tax) => {
    const credited = taxes.find(
      ({ jurisdiction, ratePercent }) => jurisdiction === tax.jurisdiction && isSameRate(ratePercent, tax.ratePercent),
    );
    return credited ? [{ ...tax, baseMinor: credited.baseMinor, taxMinor: credited.taxMinor }] : [];
  });

/** Writes a credit note in words: it names the invoice that it amends (article 219 of Directive 2006/112/EC). */
export const writeCreditNotePaper = (note: CreditNoteToWrite): InvoicePaper => {
  const { number, issueOn, invoice, totalMinor, appliedMinor } = note;
  const { currency } = invoice;
  const credited = {
    ...invoice,
    number,
    issueOn,
    taxes: creditedTaxes(note),
    payments: [],
    amends: null,
    replacedBy: null,
  };
  const paper = writeInvoicePaper({
    ...credited,
    lines: note.lines.flatMap(({ invoiceLineId, netMinor }) => {
      const line = invoice.lines.find(({ id }) => id === invoiceLineId);
      return line ? [{ ...line, netMinor, derivation: {} }] : [];
    }),
    subtotalMinor: note.netMinor,
    totalMinor,
  });
  const restMinor = totalMinor - appliedMinor;
  return {
    ...paper,
    title: `Credit note ${number}`,
    heading: "Credit note",
    buyer: { ...paper.buyer, label: "Credited to" },
    facts: [
      { term: "Issued", value: writeDay(issueOn) },
      { term: "Corrects", value: invoice.number },
      { term: "of", value: writeDay(invoice.issueOn) },
      { term: "Period", value: writePeriod({ start: invoice.periodStartOn, end: invoice.periodEndOn }) },
    ],
    columns: paper.columns.map((column, at) => (at === 1 || at === 2 ? "" : column)),
    lines: paper.lines.map((line) => ({ ...line, quantity: "", unitPrice: "" })),
    total: { term: "Total credited", amount: writeMoney(totalMinor, currency) },
    payments: restMinor === 0n ? [] : [{ term: "Becomes account credit", amount: writeMoney(restMinor, currency) }],
    balance: { term: `Taken off ${invoice.number}`, amount: writeMoney(appliedMinor, currency) },
    notes: [`This credit note amends invoice ${invoice.number} of ${writeDay(invoice.issueOn)}.`, ...paper.notes],
    questions: paper.questions.replace("this invoice", "this credit note"),
  };
};
