import type { InvoiceLineDraft } from "@/server/invoices/core";
import type { PricedLine } from "./price-document";

/** The line as it is posted, told which subscription and charge it bills. */
export const toInvoiceLine = (
  line: PricedLine,
  billed: { readonly subscriptionId: string; readonly subscriptionChargeId: string | null },
): InvoiceLineDraft => ({
  kind: line.kind,
  description: line.description,
  ...billed,
  chargeId: line.chargeId,
  productFamily: line.productFamily,
  isDeferred: line.isRecurring,
  serviceStartOn: line.servicePeriod.start,
  serviceEndOn: line.servicePeriod.end,
  quantity: line.quantity,
  unitPrice: line.unitPrice,
  netMinor: line.net.minor,
  taxMinor: line.tax.minor,
  taxCode: line.taxCode,
  taxPosition: line.taxPosition,
  derivation: line.derivation,
});
