import type { InvoiceLineDraft } from "@/server/invoices/core";
import type { PricedLine } from "./price-document";

const instantOf = (point: PricedLine["period"]["start"]): Date | null => (point.kind === "instant" ? point.at : null);

/** The line as it is posted. */
export const toInvoiceLine = (line: PricedLine): InvoiceLineDraft => ({
  kind: line.kind,
  description: line.description,
  subscriptionId: line.subscriptionId,
  subscriptionChargeId: line.subscriptionChargeId,
  serviceNo: line.serviceNo,
  creditsNo: line.creditsNo,
  rebilled: line.rebilled,
  chargeId: line.chargeId,
  productFamily: line.productFamily,
  // What begins and ends on one day is earned when it is billed.
  isDeferred: line.isRecurring && line.servicePeriod.start < line.servicePeriod.end,
  serviceStartOn: line.servicePeriod.start,
  serviceStartAt: instantOf(line.period.start),
  serviceEndOn: line.servicePeriod.end,
  serviceEndAt: instantOf(line.period.end),
  quantity: line.quantity,
  unitPrice: line.unitPrice,
  netMinor: line.net.minor,
  taxMinor: line.tax.minor,
  taxCode: line.taxCode,
  taxPosition: line.taxPosition,
  derivation: line.derivation,
});
