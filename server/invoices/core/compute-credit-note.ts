import {
  DomainError,
  divideRationals,
  multiplyRationals,
  percentOf,
  type Rational,
  type RoundingMode,
  rational,
  roundRational,
  subtractRationals,
  sumMinor,
  sumRationals,
  ZERO,
} from "@/server/kernel";

/** A tax of an invoice line: by its percentage, or as the amount the invoice shows. */
export type InvoicedTax = { readonly id: string } & (
  | { readonly percent: Rational }
  | { readonly amountMinor: Rational }
);

export type InvoicedLine = {
  readonly id: string;
  /** Before discount, in minor units. */
  readonly amountMinor: Rational;
  readonly discountMinor: Rational;
  readonly taxes: readonly InvoicedTax[];
};

/** What of a line is credited, before discount: an amount or a share of the line. */
export type CreditedLine = { readonly id: string } & (
  | { readonly amountMinor: Rational }
  | { readonly share: Rational }
);

export type EarlierNote = { readonly netMinor: bigint | null; readonly taxMinor: bigint };

export type CreditNoteConventions = {
  /** Tax is taken of the exact net of the lines, or of their rounded nets. */
  readonly taxFrom: "exact_net" | "rounded_net";
  /** Whether the note that credits the rest takes what earlier notes left of the invoice's tax. */
  readonly lastNote: "takes_remainder" | "computed";
  readonly rounding: RoundingMode;
};

export type CreditNoteAmounts = {
  readonly subtotalMinor: bigint;
  readonly discountMinor: bigint;
  readonly netMinor: bigint;
  readonly taxes: readonly { readonly id: string; readonly amountMinor: bigint }[];
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
};

type Part = {
  readonly line: InvoicedLine;
  readonly share: Rational;
  readonly amount: Rational;
  readonly discount: Rational;
  readonly net: Rational;
};

const notOnInvoice = (id: string): DomainError =>
  new DomainError("invalid_input", "credit_note.unknown_line", "Credit only lines of the invoice.", { line: id });

const shareOf = (credited: CreditedLine, line: InvoicedLine): Rational => {
  if ("share" in credited) return credited.share;
  if (line.amountMinor.n !== 0n) return divideRationals(credited.amountMinor, line.amountMinor);
  if (credited.amountMinor.n === 0n) return ZERO;
  throw new DomainError("invalid_input", "credit_note.empty_line", "A line without an amount cannot be credited.");
};

const partOf = (credited: CreditedLine, lines: readonly InvoicedLine[]): Part => {
  const line = lines.find(({ id }) => id === credited.id);
  if (!line) throw notOnInvoice(credited.id);
  const share = shareOf(credited, line);
  const amount = multiplyRationals(line.amountMinor, share);
  const discount = multiplyRationals(line.discountMinor, share);
  return { line, share, amount, discount, net: subtractRationals(amount, discount) };
};

const exactTax = (tax: InvoicedTax, { share, net }: Part, { taxFrom, rounding }: CreditNoteConventions): Rational => {
  if (!("percent" in tax)) return multiplyRationals(tax.amountMinor, share);
  return percentOf(tax.percent, taxFrom === "exact_net" ? net : rational(roundRational(net, rounding)));
};

const taxesOf = (parts: readonly Part[], conventions: CreditNoteConventions): CreditNoteAmounts["taxes"] => {
  const byId = new Map<string, Rational[]>();
  for (const part of parts) {
    for (const tax of part.line.taxes) {
      byId.set(tax.id, [...(byId.get(tax.id) ?? []), exactTax(tax, part, conventions)]);
    }
  }
  return [...byId].map(([id, exact]) => ({
    id,
    amountMinor: roundRational(sumRationals(exact), conventions.rounding),
  }));
};

const amountsOf = (parts: readonly Part[], conventions: CreditNoteConventions): CreditNoteAmounts => {
  const rounded = (amounts: readonly Rational[]): bigint => roundRational(sumRationals(amounts), conventions.rounding);
  const taxes = taxesOf(parts, conventions);
  const netMinor = rounded(parts.map(({ net }) => net));
  const taxMinor = sumMinor(taxes.map(({ amountMinor }) => amountMinor));
  return {
    subtotalMinor: rounded(parts.map(({ amount }) => amount)),
    discountMinor: rounded(parts.map(({ discount }) => discount)),
    netMinor,
    taxes,
    taxMinor,
    totalMinor: netMinor + taxMinor,
  };
};

/** The invoice as one note would credit all of it. */
const wholeInvoice = (lines: readonly InvoicedLine[], conventions: CreditNoteConventions): CreditNoteAmounts =>
  amountsOf(
    lines.map((line) => partOf({ id: line.id, share: rational(1n) }, lines)),
    conventions,
  );

const takeRemainder = (
  note: CreditNoteAmounts,
  invoice: CreditNoteAmounts,
  earlier: readonly EarlierNote[],
): CreditNoteAmounts => {
  const nets = earlier.map(({ netMinor }) => netMinor).filter((net) => net !== null);
  const netMinor = nets.length === earlier.length ? invoice.netMinor - sumMinor(nets) : note.netMinor;
  const taxMinor = invoice.taxMinor - sumMinor(earlier.map((before) => before.taxMinor));
  return { ...note, netMinor, taxMinor, totalMinor: netMinor + taxMinor };
};

/**
 * A credit note over lines of an invoice, in positive figures: the discount of a line follows what is credited of it, the
 * net is rounded once, and each tax once over all lines. `isFinal` says that nothing of the invoice is left to credit:
 * the last note then takes what the earlier ones left, so that all notes together are the invoice.
 */
export const computeCreditNote = (
  invoice: readonly InvoicedLine[],
  credited: readonly CreditedLine[],
  history: { readonly earlier: readonly EarlierNote[]; readonly isFinal: boolean },
  conventions: CreditNoteConventions,
): CreditNoteAmounts => {
  const note = amountsOf(
    credited.map((line) => partOf(line, invoice)),
    conventions,
  );
  if (!history.isFinal || conventions.lastNote === "computed") return note;
  return takeRemainder(note, wholeInvoice(invoice, conventions), history.earlier);
};

/** A credit of a gross amount: its tax is the share that tax has in the invoice, rounded; the net is the rest. */
export const creditGross = (
  invoice: readonly InvoicedLine[],
  grossMinor: Rational,
  conventions: CreditNoteConventions,
): { readonly netMinor: bigint; readonly taxMinor: bigint; readonly totalMinor: bigint } => {
  const { taxMinor: invoicedTax, totalMinor: invoicedTotal } = wholeInvoice(invoice, conventions);
  const ofTax = invoicedTotal === 0n ? ZERO : rational(invoicedTax, invoicedTotal);
  const totalMinor = roundRational(grossMinor, conventions.rounding);
  const taxMinor = roundRational(multiplyRationals(grossMinor, ofTax), conventions.rounding);
  return { netMinor: totalMinor - taxMinor, taxMinor, totalMinor };
};
