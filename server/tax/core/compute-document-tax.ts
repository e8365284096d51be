import {
  groupBy,
  invariant,
  parseRational,
  rational,
  roundRational,
  splitByShares,
  sumMinor,
  sumRationals,
} from "@/server/kernel";
import { type TaxedLine as LineOfTax, taxLine } from "./compute-tax";
import type { TaxDecision } from "./decide-tax";

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

const taxOfGroup = (members: readonly Member[]): DocumentTax => {
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
    taxMinor: roundRational(sumRationals(members.map(({ taxed }) => taxed.exactTaxMinor)), "half_away_from_zero"),
  };
};

/**
 * Tax per document: one amount for each jurisdiction, rate and category, rounded once on the sum of its lines and
 * allocated to them by largest remainder. 13.33 and 13.33 at 19 % owe 5.07, not twice 2.53.
 */
export const computeDocumentTax = (lines: readonly DecidedLine[]): DocumentTaxes => {
  const members = lines.map((line, at): Member => ({ at, decision: line.decision, taxed: taxDecided(line) }));
  const shares: { taxMinor: bigint; taxPosition: number }[] = lines.map(() => ({ taxMinor: 0n, taxPosition: 0 }));
  const taxes = [...groupBy(members, ({ decision }) => keyOf(decision)).values()].map((group, taxPosition) => {
    const tax = taxOfGroup(group);
    const parts = splitByShares(
      tax.taxMinor,
      group.map(({ taxed }) => taxed.exactTaxMinor),
    );
    for (const [index, { at }] of group.entries()) shares[at] = { taxMinor: parts[index] ?? 0n, taxPosition };
    return tax;
  });
  return { taxes, lines: shares };
};
