import { type CreditNoteConventions, computeCreditNote, creditGross } from "@/server/invoices/core";
import { DomainError, groupBy, type PlainDate, rational, sumMinor, ZERO } from "@/server/kernel";
import { spreadInProportion } from "./spread-in-proportion";

/** A line of an invoice with what earlier notes took of it. */
export type LineToCredit = {
  readonly id: string;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly taxPosition: number;
  readonly productFamily: string;
  readonly earlier: readonly { readonly netMinor: bigint; readonly taxMinor: bigint }[];
  /** Given back since, where a subscription was changed. */
  readonly unusedMinor: bigint;
  /** The service whose revenue was put off; null where it was earned at once. */
  readonly deferred: { readonly startOn: PlainDate; readonly endOn: PlainDate } | null;
};

export type WhatToCredit =
  | { readonly grossMinor: bigint }
  | { readonly lines: readonly { readonly lineId: string; readonly netMinor: bigint }[] };

export type CreditNoteLine = {
  readonly line: LineToCredit;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
};

export type CreditNotePlan = {
  readonly lines: readonly CreditNoteLine[];
  readonly taxes: readonly { readonly position: number; readonly baseMinor: bigint; readonly taxMinor: bigint }[];
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
};

const conventions = (rounding: CreditNoteConventions["rounding"]): CreditNoteConventions => ({
  taxFrom: "exact_net",
  lastNote: "takes_remainder",
  rounding,
});

const remainingOf = (line: LineToCredit): { readonly netMinor: bigint; readonly taxMinor: bigint } => ({
  netMinor: line.netMinor - sumMinor(line.earlier.map(({ netMinor }) => netMinor)),
  taxMinor: line.taxMinor - sumMinor(line.earlier.map(({ taxMinor }) => taxMinor)),
});

const toInvoiced = ({ id, netMinor, taxMinor }: { id: string; netMinor: bigint; taxMinor: bigint }) => ({
  id,
  amountMinor: rational(netMinor),
  discountMinor: ZERO,
  taxes: [{ id: "tax", amountMinor: rational(taxMinor) }],
});

/** The net named of a line, with the share of the line's tax; what credits the rest of a line takes the rest of its tax. */
const creditLine = (
  line: LineToCredit,
  netMinor: bigint,
  rounding: CreditNoteConventions["rounding"],
): CreditNoteLine => {
  const remaining = remainingOf(line);
  const creditable = remaining.netMinor - line.unusedMinor;
  if (netMinor <= 0n || netMinor > creditable) {
    throw new DomainError("invalid_input", "credit_note.exceeds_line", "Credit no more than is left of a line.", {
      field: line.id,
      leftMinor: String(creditable < 0n ? 0n : creditable),
    });
  }
  const history = { earlier: line.earlier, isFinal: netMinor === remaining.netMinor };
  const credited = [{ id: line.id, amountMinor: rational(netMinor) }];
  const { taxMinor } = computeCreditNote([toInvoiced(line)], credited, history, conventions(rounding));
  return { line, netMinor, taxMinor };
};

const creditLines = (
  lines: readonly LineToCredit[],
  named: readonly { readonly lineId: string; readonly netMinor: bigint }[],
  rounding: CreditNoteConventions["rounding"],
): CreditNoteLine[] =>
  named.map(({ lineId, netMinor }) => {
    const line = lines.find(({ id }) => id === lineId);
    if (line) return creditLine(line, netMinor, rounding);
    throw new DomainError("invalid_input", "credit_note.unknown_line", "Credit only lines of the invoice.", {
      field: lineId,
    });
  });

/** A gross amount, divided as what is left of the invoice is: by net and tax, and over the lines by what is left of them. */
const spreadGross = (
  lines: readonly LineToCredit[],
  grossMinor: bigint,
  rounding: CreditNoteConventions["rounding"],
): CreditNoteLine[] => {
  const left = lines.map((line) => ({ ...remainingOf(line), id: line.id }));
  const total = creditGross(left.map(toInvoiced), rational(grossMinor), conventions(rounding));
  const nets = spreadInProportion(
    total.netMinor,
    left.map(({ netMinor }) => netMinor),
  );
  const taxes = spreadInProportion(
    total.taxMinor,
    left.map(({ taxMinor }) => taxMinor),
  );
  return lines.map((line, at) => ({ line, netMinor: nets[at] ?? 0n, taxMinor: taxes[at] ?? 0n }));
};

/** What is left of an invoice to credit, before what was given up of it. */
export const creditableMinor = (lines: readonly LineToCredit[]): bigint =>
  sumMinor(lines.map(remainingOf).flatMap(({ netMinor, taxMinor }) => [netMinor, taxMinor]));

/**
 * What a credit note takes back: the lines named, net, or a gross amount over all lines. Never more than earlier notes
 * and changes of the subscription left of a line; the last note takes what rounding left of the tax.
 */
export const planCreditNote = (
  lines: readonly LineToCredit[],
  credit: WhatToCredit,
  rounding: CreditNoteConventions["rounding"],
): CreditNotePlan => {
  const credited =
    "lines" in credit ? creditLines(lines, credit.lines, rounding) : spreadGross(lines, credit.grossMinor, rounding);
  const own = credited.filter(({ netMinor, taxMinor }) => netMinor !== 0n || taxMinor !== 0n);
  const netMinor = sumMinor(own.map((line) => line.netMinor));
  const taxMinor = sumMinor(own.map((line) => line.taxMinor));
  const taxes = [...groupBy(own, ({ line }) => String(line.taxPosition))].map(([position, members]) => ({
    position: Number(position),
    baseMinor: sumMinor(members.map((member) => member.netMinor)),
    taxMinor: sumMinor(members.map((member) => member.taxMinor)),
  }));
  return { lines: own, taxes, netMinor, taxMinor, totalMinor: netMinor + taxMinor };
};
