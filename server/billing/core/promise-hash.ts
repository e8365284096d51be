import { formatRational, parseRational } from "@/server/kernel";
import { hashOf } from "@/server/kernel/hash";
import type { PricedDocument } from "./price-document";

export type PromisedLine = {
  readonly chargeId: string;
  readonly kind: string;
  readonly serviceStartOn: string;
  readonly serviceEndOn: string;
  readonly quantity: string;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
};

/** What the lines of a document promise. The preview and the posted invoice are both hashed by it. */
export const hashOfLines = (currency: string, lines: readonly PromisedLine[]): string =>
  hashOf({
    currency,
    lines: lines.map((line) => ({ ...line, quantity: formatRational(parseRational(line.quantity)) })),
  });

export const promisedLines = (document: Pick<PricedDocument, "lines">): PromisedLine[] =>
  document.lines.map((line) => ({
    chargeId: line.chargeId,
    kind: line.kind,
    serviceStartOn: line.servicePeriod.start,
    serviceEndOn: line.servicePeriod.end,
    quantity: line.quantity,
    netMinor: line.net.minor,
    taxMinor: line.tax.minor,
  }));
