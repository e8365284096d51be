import { type PricedDocument, priceDocument } from "@/server/billing/core";
import { comparePoints, localDayOf, type Money, type PlainDate } from "@/server/kernel";
import type { Conventions } from "@/server/subscriptions/core";
import { decideTax, type TaxBuyer, type TaxDecision } from "@/server/tax/core";
import type { OrderPlan } from "./plan-order";

export type FutureAmount = { readonly on: PlainDate; readonly net: Money; readonly tax: Money; readonly total: Money };

export type OrderPreview = {
  readonly effectiveOn: PlainDate;
  /** Where a trial ends and paid service begins; null where it is paid from its start. */
  readonly paidFromOn: PlainDate | null;
  readonly sellerKey: string;
  readonly currency: string;
  readonly taxDecision: TaxDecision;
  readonly document: PricedDocument;
  readonly dueNow: Money;
  readonly future: readonly FutureAmount[];
};

/** Taxes a plan and adds it up: what is due now, and what the renewal will come to at today's rates. */
export const priceOrder = (
  plan: OrderPlan,
  { documents, service }: Conventions,
  sellerCountry: string,
  buyer: TaxBuyer,
): OrderPreview => {
  const taxing = { level: documents.taxLevel, rounding: service.rounding };
  const decision = decideTax(sellerCountry, buyer, plan.effectiveOn);
  const document = priceDocument(plan.lines, plan.currency, { ...taxing, decision });
  const { startsAt, paidFrom } = plan.life;
  return {
    effectiveOn: plan.effectiveOn,
    paidFromOn: comparePoints(startsAt, paidFrom, plan.zone) === 0 ? null : localDayOf(paidFrom, plan.zone),
    sellerKey: plan.sellerKey,
    currency: plan.currency,
    taxDecision: decision,
    document,
    dueNow: document.total,
    future: priceFuture(plan, { documents, service }, sellerCountry, buyer).map(
      ({ on, document: { net, tax, total } }) => ({ on, net, tax, total }),
    ),
  };
};

export type FutureDocument = { readonly on: PlainDate; readonly document: PricedDocument };

/** The documents of the days to come, each taxed at the rates of its day. */
export const priceFuture = (
  plan: Pick<OrderPlan, "future" | "currency">,
  { documents, service }: Pick<Conventions, "documents" | "service">,
  sellerCountry: string,
  buyer: TaxBuyer,
): FutureDocument[] =>
  plan.future.map(({ on, lines }) => ({
    on,
    document: priceDocument(lines, plan.currency, {
      level: documents.taxLevel,
      rounding: service.rounding,
      decision: decideTax(sellerCountry, buyer, on),
    }),
  }));
