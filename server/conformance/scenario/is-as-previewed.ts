import type { PricedDocument, PricedLine } from "@/server/billing/core";
import type { Invoice, InvoiceLine } from "@/server/invoices";
import { hashOf } from "@/server/kernel/hash";

/** What was posted is what was shown before, by hash: each line with its days, amount and tax, the taxes, and the sums. */
export const isAsPreviewed = (posted: Invoice, shown: PricedDocument): boolean =>
  hashOf(tellPosted(posted)) === hashOf(tellShown(shown));

const tellShown = ({ lines, taxes, net, tax, total }: PricedDocument) => ({
  lines: lines.map(tellShownLine),
  taxes: taxes.map(tellTax),
  sums: [net.minor, tax.minor, total.minor],
});

const tellPosted = ({ lines, taxes, subtotalMinor, taxMinor, totalMinor }: Invoice) => ({
  lines: lines.map(tellPostedLine),
  taxes: taxes.map(tellTax),
  sums: [subtotalMinor, taxMinor, totalMinor],
});

const tellTax = ({ ratePercent, baseMinor, taxMinor }: Invoice["taxes"][number]) => ({
  ratePercent,
  baseMinor,
  taxMinor,
});

const tellShownLine = (line: PricedLine) => ({
  ...tellWords(line),
  days: [line.servicePeriod.start, line.servicePeriod.end],
  minor: [line.net.minor, line.tax.minor],
});

const tellPostedLine = (line: InvoiceLine) => ({
  ...tellWords(line),
  days: [line.serviceStartOn, line.serviceEndOn],
  minor: [line.netMinor, line.taxMinor],
});

type Words = "kind" | "description" | "subscriptionId" | "chargeId" | "quantity" | "unitPrice";

const tellWords = ({ kind, description, subscriptionId, chargeId, quantity, unitPrice }: Pick<InvoiceLine, Words>) => ({
  kind,
  description,
  subscriptionId,
  chargeId,
  quantity,
  unitPrice,
});
