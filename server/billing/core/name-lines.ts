import { type Charge, type RatePlan, singleFigure } from "@/server/catalog/core";
import {
  formatRational,
  invariant,
  isSameSpan,
  localDayOf,
  type Money,
  money,
  type Period,
  type Rational,
  rational,
  roundRationalToPlaces,
  type Span,
} from "@/server/kernel";
import { writePrice } from "@/server/rating/core";
import { writePoint } from "@/server/subscriptions/core";
import type { TaxDecision } from "@/server/tax/core";
import { type ChargeFactors, type LineFactors, type ServiceLine, writeFactors } from "./life";

/** A line of a subscription with what the catalog knows of its charge: all that a document is made of. */
export type NamedLine = {
  readonly subscriptionId: string | null;
  readonly subscriptionChargeId: string | null;
  /** Which of its subscription's lines it is, and which one it gives back a part of. */
  readonly serviceNo: number | null;
  readonly creditsNo: number | null;
  /** How often it stood on an invoice that was voided. */
  readonly rebilled: number;
  readonly chargeId: string;
  readonly kind: "charge" | "credit";
  readonly description: string;
  readonly period: Span;
  readonly servicePeriod: Period;
  readonly quantity: string;
  readonly unitPrice: string | null;
  readonly isRecurring: boolean;
  readonly isPerUnit: boolean;
  readonly isOfChange: boolean;
  readonly net: Money;
  readonly taxCode: string;
  readonly productFamily: string;
  /** Decided with an earlier line, whose tax it takes back; null where the document decides. */
  readonly decision: TaxDecision | null;
  readonly derivation: Readonly<Record<string, unknown>>;
};

export type SoldCharge = { readonly ratePlan: RatePlan; readonly charge: Charge };
export type SoldCharges = ReadonlyMap<string, SoldCharge>;

export const soldChargesOf = (ratePlans: readonly RatePlan[]): Map<string, SoldCharge> =>
  new Map<string, SoldCharge>(
    ratePlans.flatMap((ratePlan) => ratePlan.charges.map((charge) => [charge.id, { ratePlan, charge }] as const)),
  );

/** Tells the rate plan of a charge. */
export const ratePlanIn =
  (sold: SoldCharges) =>
  (chargeId: string): string => {
    const of = sold.get(chargeId);
    invariant(of, `Charge ${chargeId} is not in the published catalog.`);
    return of.ratePlan.id;
  };

export type LineNaming = {
  readonly currency: string;
  readonly zone: string;
  readonly sold: SoldCharges;
  readonly subscriptionId: string | null;
  readonly chargeRowIds: ReadonlyMap<string, string>;
  /** How lines billed before were taxed, by their number. */
  readonly decisions: ReadonlyMap<number, TaxDecision>;
};

/** A line that waits for an invoice keeps the tax of the day it was made on. */
export const taxedAsMade = (line: NamedLine, decision: TaxDecision): NamedLine => ({
  ...line,
  decision: line.decision ?? decision,
});

/** Of single events the line says how many there were, not what they add up to. */
const countOf = ({ quantity, tally }: ChargeFactors): Rational =>
  tally?.kind === "transactions"
    ? rational(tally.charged.count + tally.atLeast + tally.atMost + tally.free.count)
    : quantity;

/** What a line shows of a quantity: its derivation keeps it as it is. */
const quantityPlaces = 12;

const pricedAs = (factors: LineFactors): { quantity: string; unitPrice: string | null } => {
  if (factors.kind !== "charge" || factors.price.model === "carried") return { quantity: "1", unitPrice: null };
  const { model, ...price } = writePrice(factors.price);
  return {
    quantity: model === "flat" ? "1" : formatRational(roundRationalToPlaces(countOf(factors), quantityPlaces)),
    unitPrice: singleFigure({ model, ...price }),
  };
};

const derivationOf = (line: ServiceLine, zone: string): Readonly<Record<string, unknown>> => {
  const factors = writeFactors(line.factors);
  if (line.fullPeriod === null || isSameSpan(line.fullPeriod, line.period, zone)) return factors;
  return { ...factors, full_period: [writePoint(line.fullPeriod.start), writePoint(line.fullPeriod.end)] };
};

const describe = (kind: ServiceLine["kind"], { name }: Charge): string => {
  if (kind === "credit") return `Unused time: ${name}`;
  return kind === "true_up" ? `Up to the minimum commitment: ${name}` : name;
};

/** Gives a line of a life the words and codes of the catalog version it was sold from. */
export const nameLine = (line: ServiceLine, naming: LineNaming): NamedLine => {
  const { zone, sold } = naming;
  const of = sold.get(line.chargeKey);
  invariant(of, `Charge ${line.chargeKey} is not in the published catalog.`);
  const { ratePlan, charge } = of;
  const isCredit = line.kind === "credit";
  return {
    subscriptionId: naming.subscriptionId,
    subscriptionChargeId: naming.chargeRowIds.get(line.chargeKey) ?? null,
    serviceNo: line.no,
    creditsNo: line.creditsNo,
    rebilled: 0,
    chargeId: charge.id,
    kind: isCredit ? "credit" : "charge",
    description: describe(line.kind, charge),
    period: line.period,
    servicePeriod: { start: localDayOf(line.period.start, zone), end: localDayOf(line.period.end, zone) },
    ...pricedAs(line.factors),
    isRecurring: charge.kind === "recurring",
    isPerUnit: line.factors.kind === "charge" && line.factors.price.model === "per_unit" && charge.followsQuantity,
    isOfChange: line.isOfChange,
    net: money(line.amountMinor, naming.currency),
    taxCode: ratePlan.taxCode,
    productFamily: ratePlan.productFamily,
    decision: line.creditsNo === null ? null : (naming.decisions.get(line.creditsNo) ?? null),
    derivation: derivationOf(line, zone),
  };
};
