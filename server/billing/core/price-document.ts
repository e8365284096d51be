import type { Charge, RatePlan } from "@/server/catalog/core";
import { addMoney, type Money, money, type Period, sumMoney } from "@/server/kernel";
import { computeDocumentTax, type DocumentTax, type TaxDecision } from "@/server/tax/core";
import type { PlannedLine } from "./plan-billing";

/** A planned line with what the catalog knows of its charge. */
export type NamedLine = PlannedLine & { readonly ratePlan: RatePlan; readonly charge: Charge };

export type PricedLine = {
  readonly chargeKey: string;
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
  readonly derivation: Readonly<Record<string, unknown>>;
};

export type PricedDocument = {
  readonly lines: readonly PricedLine[];
  readonly taxes: readonly DocumentTax[];
  readonly net: Money;
  readonly tax: Money;
  readonly total: Money;
};

/** Taxes lines as one document and adds it up; orders, previews and bill runs all come here. */
export const priceDocument = (lines: readonly NamedLine[], currency: string, decision: TaxDecision): PricedDocument => {
  const taxes = computeDocumentTax(lines.map((line) => ({ netMinor: line.net.minor, decision })));
  const priced = lines.map((line, at): PricedLine => {
    const share = taxes.lines[at] ?? { taxMinor: 0n, taxPosition: 0 };
    return {
      chargeKey: line.chargeKey,
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
