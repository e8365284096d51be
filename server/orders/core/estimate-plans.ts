import type { MeteredEvent, PricedLine } from "@/server/billing/core";
import { everyOne, type IntervalName, isSoldIn, type MeterAggregation, type RatePlan } from "@/server/catalog/core";
import { invariant, type PlainDate, parseRational, rational, startOfDay, ZERO } from "@/server/kernel";
import { isTiered, readPrice, workOutPrice } from "@/server/rating/core";
import { quantityOffered } from "./offer-quantity";
import { planOrder } from "./plan-order";
import type { OfferRequest } from "./price-offers";
import { priceFuture } from "./price-order";

/** What a range of a price has part in: so many units at so much each, exact and in whole currency units. */
export type EstimateStep = { readonly quantity: string; readonly unitPrice: string; readonly amount: string };

export type EstimateLine = {
  readonly description: string;
  readonly quantity: string;
  readonly isUsage: boolean;
  readonly steps: readonly EstimateStep[];
  readonly netMinor: bigint;
};

export type PlanEstimate = {
  readonly ratePlanKey: string;
  readonly name: string;
  /** The day of the invoice that this is: the first after a whole period of such use. */
  readonly on: PlainDate;
  readonly lines: readonly EstimateLine[];
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly grossMinor: bigint;
};

/** By the key of a meter, how much of it is used in a month. */
export type MonthlyUsage = Readonly<Record<string, bigint>>;

const monthsOf: Readonly<Record<IntervalName, bigint>> = { month: 1n, year: 12n };

/**
 * What a whole period comes to with such use: an order is planned, what is used is recorded on its first day, and the
 * invoice of its next billing day is priced. What is billed is computed by the same functions.
 */
export const estimatePlans = (request: OfferRequest, usage: MonthlyUsage): PlanEstimate[] =>
  request.ratePlans
    .filter((plan) => plan.isOnSale && !plan.isAddOn && plan.productKey === request.productKey)
    .filter((plan) => isSoldIn(plan, request.currency, everyOne(request.term)))
    .map((plan) => estimatePlan(request, usage, plan));

const estimatePlan = (request: OfferRequest, usage: MonthlyUsage, plan: RatePlan): PlanEstimate => {
  const { conventions, country, buyer, channel, currency, term, day } = request;
  const draft = {
    buyer: { kind: buyer, country, taxId: null },
    currency,
    channel,
    actions: [
      {
        action: "create" as const,
        interval: term,
        ratePlans: [{ key: plan.key, quantity: quantityOffered(plan, request.seats) }],
      },
    ],
  };
  const { plan: measured, events } = measurePlan(request, usage, plan);
  const planned = planOrder({ ratePlans: [measured], conventions, coupons: [], events }, draft, { kind: "day", day });
  invariant(planned.ok, `The estimate of ${plan.key} cannot be planned.`);
  const [next] = priceFuture(planned, conventions, request.sellerCountry, {
    country,
    kind: buyer,
    taxIdStatus: "none",
  });
  const base = { ratePlanKey: plan.key, name: plan.name };
  if (!next) return { ...base, on: day, lines: [], netMinor: 0n, taxMinor: 0n, grossMinor: 0n };
  const { lines, net, tax, total } = next.document;
  return {
    ...base,
    on: next.on,
    lines: lines.map(toEstimateLine),
    netMinor: net.minor,
    taxMinor: tax.minor,
    grossMinor: total.minor,
  };
};

const addsUp: readonly MeterAggregation[] = ["sum", "count"];

/**
 * A plan whose charges take what is used as it is: nobody knows the single events of a period to come. A year adds up
 * what twelve months use; keys, levels and highest values are what they are in each month.
 */
const measurePlan = ({ day, term, zone }: OfferRequest, usage: MonthlyUsage, plan: RatePlan) => {
  const events: MeteredEvent[] = plan.charges.flatMap(({ id, meter }): MeteredEvent[] => {
    if (!meter) return [];
    const months = addsUp.includes(meter.aggregation) ? monthsOf[term] : 1n;
    const value = rational((usage[meter.key] ?? 0n) * months);
    return [{ meter: id, at: startOfDay(day, zone), value, key: null, op: "add" }];
  });
  const charges = plan.charges.map((charge) =>
    charge.meter ? { ...charge, meter: { key: charge.id, aggregation: "sum" as const } } : charge,
  );
  return { plan: { ...plan, charges }, events };
};

const toEstimateLine = (line: PricedLine): EstimateLine => ({
  description: line.description,
  quantity: line.quantity,
  isUsage: !line.isRecurring,
  steps: line.isRecurring ? [] : stepsOf(line),
  netMinor: line.net.minor,
});

/** The ranges that the quantity of a line reaches into, from what the line is worked out from. */
const stepsOf = ({ derivation, quantity }: PricedLine): EstimateStep[] => {
  const price = readPrice(derivation);
  if (!isTiered(price)) return [];
  return workOutPrice(price, { quantity: parseRational(quantity), included: ZERO })
    .steps.filter(({ units }) => units !== "0")
    .map(({ units, part, amount }) => ({ quantity: units, unitPrice: part.unitPrice ?? "0", amount }));
};
