import { type PricedDocument, toInvoiceLine } from "@/server/billing/core";
import type { Invoice, InvoiceLine } from "@/server/invoices";
import { hashOf } from "@/server/kernel/hash";

/** What was posted is what was shown before, by hash: each line with its days, amount and tax, the taxes, and the sums. */
export const isAsPreviewed = (posted: Invoice, shown: PricedDocument): boolean =>
  hashOf({
    lines: posted.lines.map(tellLine),
    taxes: posted.taxes.map(tellTax),
    sums: [posted.subtotalMinor, posted.taxMinor, posted.totalMinor],
  }) ===
  hashOf({
    lines: shown.lines.map((line) => tellLine(toInvoiceLine(line))),
    taxes: shown.taxes.map(tellTax),
    sums: [shown.net.minor, shown.tax.minor, shown.total.minor],
  });

const tellTax = ({ ratePercent, baseMinor, taxMinor }: Invoice["taxes"][number]) => ({
  ratePercent,
  baseMinor,
  taxMinor,
});

type Told = "kind" | "description" | "subscriptionId" | "chargeId" | "quantity" | "unitPrice" | "netMinor" | "taxMinor";
type Span = "serviceStartOn" | "serviceStartAt" | "serviceEndOn" | "serviceEndAt";

const tellLine = (line: Pick<InvoiceLine, Told | Span>) => ({
  words: [line.kind, line.description, line.subscriptionId, line.chargeId, line.quantity, line.unitPrice],
  minor: [line.netMinor, line.taxMinor],
  days: [line.serviceStartOn, line.serviceEndOn],
  instants: [line.serviceStartAt, line.serviceEndAt].map((at) => at?.toISOString() ?? null),
});
