import type { PlainDate } from "@/server/kernel";
import { sumMinor } from "@/server/kernel";
import { countryName, taxColumn, taxIdName, taxName } from "./tax-words";
import { writeCard } from "./write-card";
import { writeDay, writePeriod } from "./write-day";
import { writeDiscounts } from "./write-discounts";
import { writeAmount, writeMoney, writePercent, writeQuantity, writeUnitPrice } from "./write-money";

/** What the paper is made from: an invoice with its seller and payments. */
export type InvoiceToWrite = {
  readonly number: string;
  readonly currency: string;
  readonly issueOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly periodStartOn: PlainDate;
  readonly periodEndOn: PlainDate;
  readonly subtotalMinor: bigint;
  readonly totalMinor: bigint;
  readonly seller: Readonly<{
    legalName: string;
    addressLines: readonly string[];
    city: string;
    country: string;
    taxId: string | null;
    registrationNumber: string;
    mailFrom: string;
  }>;
  readonly billTo: Readonly<{
    name: string;
    email: string;
    addressLines: readonly string[];
    city: string | null;
    postcode: string | null;
    region: string | null;
    country: string;
    taxId: string | null;
  }>;
  readonly lines: readonly Readonly<{
    description: string;
    serviceStartOn: PlainDate;
    serviceEndOn: PlainDate;
    quantity: string;
    unitPrice: string | null;
    netMinor: bigint;
    taxPosition: number;
    derivation?: Readonly<Record<string, unknown>>;
  }>[];
  readonly taxes: readonly Readonly<{
    jurisdiction: string;
    treatment: string;
    ratePercent: string;
    rule: string;
    baseMinor: bigint;
    taxMinor: bigint;
  }>[];
  readonly creditAppliedMinor: bigint;
  readonly balanceMinor: bigint;
  readonly closedAs: string | null;
  readonly payments: readonly Readonly<{
    amountMinor: bigint;
    appliedOn: PlainDate;
    cardBrand: string | null;
    cardLast4: string | null;
  }>[];
  /** The invoice that it replaces or adds to. */
  readonly amends?: (NamedInvoice & { readonly kind: "replacement" | "debit_note"; readonly reason: string }) | null;
  readonly replacedBy?: NamedInvoice | null;
  readonly isCreditNote?: boolean;
  /** The invoices that a credit note corrects. */
  readonly corrects?: readonly NamedInvoice[];
};

/** Another invoice that the paper names. */
type NamedInvoice = { readonly number: string; readonly issueOn: PlainDate };

type Sum = { readonly term: string; readonly amount: string };

/** Everything the paper says, in the order of reading: the template only sets it. */
export type InvoicePaper = {
  readonly title: string;
  readonly heading: string;
  readonly number: string;
  readonly issued: { readonly year: number; readonly month: number; readonly day: number };
  readonly seller: { readonly name: string; readonly lines: readonly string[] };
  readonly buyer: { readonly label: string; readonly name: string; readonly lines: readonly string[] };
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  readonly columns: readonly string[];
  readonly lines: readonly {
    readonly description: string;
    readonly period: string;
    readonly quantity: string;
    readonly unitPrice: string;
    readonly rate: string;
    readonly net: string;
  }[];
  readonly sums: readonly Sum[];
  readonly total: Sum;
  readonly payments: readonly Sum[];
  readonly balance: Sum;
  readonly notes: readonly string[];
  readonly questions: string;
};

/** Writes an invoice in words: the fields of article 226 of Directive 2006/112/EC, and how it was paid. */
export const writeInvoicePaper = (invoice: InvoiceToWrite): InvoicePaper => {
  const { number, currency, seller, billTo } = invoice;
  const [year = 1, month = 1, day = 1] = invoice.issueOn.split("-").map(Number);
  return {
    title: `${headingOf(invoice)} ${number}`,
    heading: headingOf(invoice),
    number,
    issued: { year, month, day },
    seller: { name: seller.legalName, lines: sellerLines(seller) },
    buyer: { label: "Billed to", name: billTo.name, lines: buyerLines(billTo) },
    facts: factsOf(invoice),
    columns: ["Description", "Quantity", "Net unit price", taxColumn(billTo.country), `Net, ${currency}`],
    lines: invoice.lines.map((line) => ({
      description: line.description,
      period: [
        writePeriod({ start: line.serviceStartOn, end: line.serviceEndOn }),
        ...writeDiscounts(line.derivation, currency),
      ].join(", "),
      quantity: writeQuantity(line.quantity),
      unitPrice: line.unitPrice === null ? "" : writeUnitPrice(line.unitPrice, currency),
      rate: rateOf(invoice.taxes[line.taxPosition]),
      net: writeAmount(line.netMinor, currency),
    })),
    sums: [
      { term: "Net", amount: writeMoney(invoice.subtotalMinor, currency) },
      ...invoice.taxes.map((tax) => ({ term: taxTerm(tax, currency), amount: writeMoney(tax.taxMinor, currency) })),
    ],
    total: { term: "Total", amount: writeMoney(invoice.totalMinor, currency) },
    payments: settledBy(invoice),
    balance: { term: "To pay", amount: writeMoney(invoice.balanceMinor, currency) },
    notes: notesOf(invoice),
    questions: `Questions about this ${headingOf(invoice).toLowerCase()}: ${seller.mailFrom}`,
  };
};

const headingOf = ({ amends, isCreditNote }: InvoiceToWrite): string => {
  if (isCreditNote) return "Credit note";
  return amends?.kind === "debit_note" ? "Debit note" : "Invoice";
};

/** What stands between the total and what is to be paid: account credit, payments, and what was corrected since. */
const settledBy = (invoice: InvoiceToWrite): Sum[] => {
  const { currency, totalMinor, creditAppliedMinor, balanceMinor, payments } = invoice;
  const paidMinor = sumMinor(payments.map(({ amountMinor }) => amountMinor));
  const correctedMinor = totalMinor - creditAppliedMinor - paidMinor - balanceMinor;
  const taken = (term: string, minor: bigint): Sum[] =>
    minor === 0n ? [] : [{ term, amount: writeMoney(-minor, currency) }];
  return [
    ...taken("Paid by account credit", creditAppliedMinor),
    ...payments.flatMap((payment) => taken(paymentTerm(payment), payment.amountMinor)),
    ...taken(correctedTerm(invoice), correctedMinor),
  ];
};

const correctedTerm = ({ totalMinor, closedAs }: InvoiceToWrite): string => {
  if (closedAs === "voided") return "Cancelled";
  return totalMinor < 0n ? "Becomes account credit" : "Corrected since";
};

const namedFacts = (term: string, { number, issueOn }: NamedInvoice): InvoicePaper["facts"] => [
  { term, value: number },
  { term: "of", value: writeDay(issueOn) },
];

const amendedFacts = ({ amends, corrects = [] }: InvoiceToWrite): InvoicePaper["facts"] => [
  ...(amends ? namedFacts(amends.kind === "debit_note" ? "Corrects" : "Replaces", amends) : []),
  ...corrects.flatMap((corrected) => namedFacts("Corrects", corrected)),
];

const factsOf = (invoice: InvoiceToWrite): InvoicePaper["facts"] => {
  const { issueOn, dueOn, periodStartOn, periodEndOn, isCreditNote } = invoice;
  const paidOn = invoice.payments.at(-1)?.appliedOn;
  return [
    { term: "Issued", value: writeDay(issueOn) },
    ...amendedFacts(invoice),
    ...(isCreditNote ? [] : [{ term: "Due", value: writeDay(dueOn) }]),
    { term: "Period", value: writePeriod({ start: periodStartOn, end: periodEndOn }) },
    ...(paidOn ? [{ term: "Paid", value: writeDay(paidOn) }] : []),
  ];
};

const present = (lines: readonly (string | null)[]): string[] =>
  lines.map((line) => line?.trim() ?? "").filter((line) => line !== "");

const sellerLines = (seller: InvoiceToWrite["seller"]): string[] =>
  present([
    ...seller.addressLines,
    seller.city,
    countryName(seller.country),
    seller.taxId && `${taxIdName(seller.country)} ${seller.taxId}`,
    seller.registrationNumber,
  ]);

const buyerLines = (billTo: InvoiceToWrite["billTo"]): string[] =>
  present([
    ...billTo.addressLines,
    present([billTo.postcode, billTo.city, billTo.region]).join(" "),
    countryName(billTo.country),
    billTo.taxId && `${taxIdName(billTo.country)} ${billTo.taxId}`,
    billTo.email,
  ]);

type Tax = InvoiceToWrite["taxes"][number];

const rateOf = (tax: Tax | undefined): string => (tax?.treatment === "charged" ? writePercent(tax.ratePercent) : "–");

const taxTerm = (tax: Tax, currency: string): string => {
  const base = writeMoney(tax.baseMinor, currency);
  if (tax.treatment === "reverse_charge") return `VAT, reverse charge, on ${base}`;
  if (tax.treatment !== "charged") return `${taxName(tax.jurisdiction)}, not charged, on ${base}`;
  const where = countryName(tax.jurisdiction);
  return `${taxName(tax.jurisdiction)} ${writePercent(tax.ratePercent)} (${where}) on ${base}`;
};

const paymentTerm = ({ cardBrand, cardLast4, appliedOn }: InvoiceToWrite["payments"][number]): string => {
  const card = writeCard(cardBrand, cardLast4);
  return card ? `Paid by ${card} on ${writeDay(appliedOn)}` : `Paid on ${writeDay(appliedOn)}`;
};

const notesOf = ({ taxes, seller, ...invoice }: InvoiceToWrite): string[] =>
  [...amendedNotes(invoice), ...new Set(taxes.map((tax) => noteOf(tax, seller.legalName)))].filter(
    (note) => note !== "",
  );

const amendedNotes = ({ amends, replacedBy }: Pick<InvoiceToWrite, "amends" | "replacedBy">): string[] => {
  const nameOf = ({ number, issueOn }: NamedInvoice): string => `${number} of ${writeDay(issueOn)}`;
  return [
    ...(amends?.kind === "debit_note" ? [`This debit note adds to invoice ${nameOf(amends)}: ${amends.reason}`] : []),
    ...(amends?.kind === "replacement" ? [`This invoice replaces ${nameOf(amends)}, which is cancelled.`] : []),
    ...(replacedBy ? [`This invoice is cancelled and replaced by ${nameOf(replacedBy)}.`] : []),
  ];
};

const noteOf = (tax: Tax, sellerName: string): string => {
  switch (tax.rule) {
    case "reverse_charge_eu":
      return "Reverse charge: the customer accounts for the VAT (articles 44 and 196 of Directive 2006/112/EC).";
    case "no_nexus":
      return `No sales tax is charged: ${sellerName} is not registered for sales tax in this state.`;
    default:
      return "";
  }
};
