import {
  groupBy,
  invariant,
  parseRational,
  type Rational,
  type RoundingMode,
  rational,
  roundRational,
  splitByShares,
  sumMinor,
  sumRationals,
} from "@/server/kernel";
import { type TaxedLine as LineOfTax, taxLine } from "./compute-tax";
import type { TaxDecision } from "./decide-tax";

export type DocumentTaxConventions = {
  /** Where tax is rounded: on each line, once per jurisdiction, rate and category, or once for the whole document. */
  readonly level: "line" | "document" | "whole_document";
  readonly rounding: RoundingMode;
};

export type DecidedLine = { readonly netMinor: bigint; readonly decision: TaxDecision };

export type DocumentTax = {
  readonly jurisdiction: string;
  readonly category: string;
  readonly treatment: string;
  readonly ratePercent: string;
  readonly rule: string;
  readonly baseMinor: bigint;
  readonly taxMinor: bigint;
};

export type DocumentTaxes = {
  readonly taxes: readonly DocumentTax[];
  /** Per line, in the order given: its share and the position of its tax in `taxes`. */
  readonly lines: readonly { readonly taxMinor: bigint; readonly taxPosition: number }[];
};

const keyOf = ({ jurisdiction, category, ratePercent, treatment }: TaxDecision): string =>
  [jurisdiction, category, ratePercent, treatment].join("|");

const taxDecided = ({ netMinor, decision }: DecidedLine): LineOfTax =>
  taxLine(
    {
      amountMinor: rational(netMinor),
      rates: [{ id: decision.jurisdiction, percent: parseRational(decision.ratePercent), isCompound: false }],
    },
    { priceMode: "exclusive", combine: "separate", rounding: "half_away_from_zero" },
  );

type Member = { readonly at: number; readonly decision: TaxDecision; readonly taxed: LineOfTax };

// A credit is rounded as the charge it takes back from: as a positive figure.
const roundTax = (exact: Rational, rounding: RoundingMode): bigint =>
  exact.n < 0n ? -roundRational({ n: -exact.n, d: exact.d }, rounding) : roundRational(exact, rounding);

const exactOf = (members: readonly Member[]): Rational[] => members.map(({ taxed }) => taxed.exactTaxMinor);

/** What a group of one jurisdiction, rate and category owes, before a whole document is rounded once. */
const groupTax = (members: readonly Member[], { level, rounding }: DocumentTaxConventions): bigint =>
  level === "line"
    ? sumMinor(exactOf(members).map((exact) => roundTax(exact, rounding)))
    : roundTax(sumRationals(exactOf(members)), rounding);

/** By line: its own rounded tax where the line decides, or else its share of what its group owes. */
const lineTaxes = (
  members: readonly Member[],
  taxMinor: bigint,
  { level, rounding }: DocumentTaxConventions,
): bigint[] =>
  level === "line"
    ? exactOf(members).map((exact) => roundTax(exact, rounding))
    : splitByShares(taxMinor, exactOf(members));

const taxOfGroup = (members: readonly Member[], taxMinor: bigint): DocumentTax => {
  const [first] = members;
  invariant(first, "A tax of a document has a line.");
  const { jurisdiction, category, treatment, ratePercent, rule } = first.decision;
  return {
    jurisdiction,
    category,
    treatment,
    ratePercent,
    rule,
    baseMinor: sumMinor(members.map(({ taxed }) => taxed.netMinor)),
    taxMinor,
  };
};

/**
 * The tax of a document, one amount for each jurisdiction, rate and category. Rounded per document, it is rounded once on
 * the sum of its lines and allocated to them by largest remainder: 13.33 and 13.33 at 19 % owe 5.07, not twice 2.53.
 */
export const computeDocumentTax = (
  lines: readonly DecidedLine[],
  conventions: DocumentTaxConventions,
): DocumentTaxes => {
  const members = lines.map((line, at): Member => ({ at, decision: line.decision, taxed: taxDecided(line) }));
  const shares: { taxMinor: bigint; taxPosition: number }[] = lines.map(() => ({ taxMinor: 0n, taxPosition: 0 }));
  const groups = [...groupBy(members, ({ decision }) => keyOf(decision)).values()];
  const owed =
    conventions.level === "whole_document"
      ? splitByShares(
          roundTax(sumRationals(exactOf(members)), conventions.rounding),
          groups.map((group) => sumRationals(exactOf(group))),
        )
      : groups.map((group) => groupTax(group, conventions));
  const taxes = groups.map((group, taxPosition) => {
    const tax = taxOfGroup(group, owed[taxPosition] ?? 0n);
    const parts = lineTaxes(group, tax.taxMinor, conventions);
    for (const [index, { at }] of group.entries()) shares[at] = { taxMinor: parts[index] ?? 0n, taxPosition };
    return tax;
  });
  return { taxes, lines: shares };
};
