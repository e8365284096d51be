import {
  allocateByWeights,
  compareRationals,
  divideRationals,
  invariant,
  multiplyRationals,
  parseRational,
  rational,
  roundRational,
  ZERO,
} from "@/server/kernel";
import type { TaxDecision } from "./decide-tax";

export type TaxedLine = { readonly netMinor: bigint; readonly decision: TaxDecision };

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

/**
 * Tax per document: one amount for each jurisdiction, rate and category, rounded once on the sum of its lines and
 * allocated to them by largest remainder. 13.33 and 13.33 at 19 % owe 5.07, not twice 2.53.
 */
export const computeDocumentTax = (lines: readonly TaxedLine[]): DocumentTaxes => {
  const groups = new Map<string, number[]>();
  for (const [at, line] of lines.entries()) {
    const key = keyOf(line.decision);
    groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  const shares: { taxMinor: bigint; taxPosition: number }[] = lines.map(() => ({ taxMinor: 0n, taxPosition: 0 }));
  const taxes = [...groups.values()].map((members, position) => {
    const tax = taxOfGroup(members.map((at) => lineAt(lines, at)));
    const parts = allocateTax(
      tax.taxMinor,
      members.map((at) => lineAt(lines, at).netMinor),
    );
    for (const [index, at] of members.entries()) shares[at] = { taxMinor: parts[index] ?? 0n, taxPosition: position };
    return tax;
  });
  return { taxes, lines: shares };
};

const lineAt = (lines: readonly TaxedLine[], at: number): TaxedLine => {
  const line = lines[at];
  invariant(line, `There is no line ${at}.`);
  return line;
};

const taxOfGroup = (lines: readonly TaxedLine[]): DocumentTax => {
  const { decision } = lineAt(lines, 0);
  const baseMinor = lines.reduce((sum, line) => sum + line.netMinor, 0n);
  const rate = divideRationals(parseRational(decision.ratePercent), rational(100n));
  const exact = multiplyRationals(rational(baseMinor), rate);
  return {
    jurisdiction: decision.jurisdiction,
    category: decision.category,
    treatment: decision.treatment,
    ratePercent: decision.ratePercent,
    rule: decision.rule,
    baseMinor,
    taxMinor: compareRationals(exact, ZERO) === 0 ? 0n : roundRational(exact),
  };
};

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

// Lines of both signs may stand in one group: each takes the share its size gives it, and the sum stays exact.
const allocateTax = (taxMinor: bigint, nets: readonly bigint[]): bigint[] => {
  if (taxMinor === 0n) return nets.map(() => 0n);
  if (nets.every((net) => net >= 0n) || nets.every((net) => net <= 0n)) {
    return allocateByWeights(taxMinor, nets.map(absolute));
  }
  const total = nets.reduce((sum, net) => sum + net, 0n);
  const rounded = nets.map((net) => roundRational(rational(net * taxMinor, total)));
  const rest = taxMinor - rounded.reduce((sum, part) => sum + part, 0n);
  const largest = nets.reduce((best, net, at) => (absolute(net) > absolute(nets[best] ?? 0n) ? at : best), 0);
  return rounded.map((part, at) => (at === largest ? part + rest : part));
};
