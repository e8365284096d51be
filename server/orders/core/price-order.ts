import { addMoney, type Money, money, type Period, type PlainDate, sumMoney } from "@/server/kernel";
import { computeDocumentTax, type DocumentTax, decideTax, type TaxBuyer, type TaxDecision } from "@/server/tax/core";
import type { OrderLine, OrderPlan } from "./plan-order";

export type PricedLine = {
  readonly chargeId: string;
  readonly kind: "charge";
  readonly description: string;
  readonly servicePeriod: Period;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly isRecurring: boolean;
  readonly isPerUnit: boolean;
  readonly net: Money;
  readonly tax: Money;
  readonly taxPosition: number;
  readonly taxCode: string;
  readonly productFamily: string;
  readonly derivation: Readonly<Record<string, string>>;
};

export type PricedDocument = {
  readonly lines: readonly PricedLine[];
  readonly taxes: readonly DocumentTax[];
  readonly net: Money;
  readonly tax: Money;
  readonly total: Money;
};

export type FutureAmount = { readonly on: PlainDate; readonly net: Money; readonly tax: Money; readonly total: Money };

export type OrderPreview = {
  readonly effectiveOn: PlainDate;
  readonly sellerKey: string;
  readonly currency: string;
  readonly taxDecision: TaxDecision;
  readonly document: PricedDocument;
  readonly dueNow: Money;
  readonly future: readonly FutureAmount[];
};

/** Taxes a plan and adds it up: what is due now, and what the renewal will come to at today's rates. */
export const priceOrder = (plan: OrderPlan, sellerCountry: string, buyer: TaxBuyer): OrderPreview => {
  const decision = decideTax(sellerCountry, buyer, plan.effectiveOn);
  const document = priceDocument(plan.lines, plan.currency, decision);
  return {
    effectiveOn: plan.effectiveOn,
    sellerKey: plan.market.sellerKey,
    currency: plan.currency,
    taxDecision: decision,
    document,
    dueNow: document.total,
    future: plan.future.map(({ on, lines }) => {
      const { net, tax, total } = priceDocument(lines, plan.currency, decideTax(sellerCountry, buyer, on));
      return { on, net, tax, total };
    }),
  };
};

export const priceDocument = (lines: readonly OrderLine[], currency: string, decision: TaxDecision): PricedDocument => {
  const taxes = computeDocumentTax(lines.map((line) => ({ netMinor: line.net.minor, decision })));
  const priced = lines.map((line, at): PricedLine => {
    const share = taxes.lines[at] ?? { taxMinor: 0n, taxPosition: 0 };
    return {
      chargeId: line.charge.id,
      kind: line.kind,
      description: line.charge.name,
      servicePeriod: line.servicePeriod,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      isRecurring: line.charge.kind === "recurring",
      isPerUnit: line.charge.model === "per_unit",
      net: line.net,
      tax: money(share.taxMinor, currency),
      taxPosition: share.taxPosition,
      taxCode: line.ratePlan.taxCode,
      productFamily: line.ratePlan.productFamily,
      derivation: line.derivation,
    };
  });
  const net = sumMoney(
    priced.map((line) => line.net),
    currency,
  );
  const tax = sumMoney(
    priced.map((line) => line.tax),
    currency,
  );
  return { lines: priced, taxes: taxes.taxes, net, tax, total: addMoney(net, tax) };
};
