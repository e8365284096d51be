import { formatRational, parseRational } from "@/server/kernel";
import { hashOf } from "@/server/kernel/hash";
import type { OrderPreview } from "./price-order";

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

/**
 * The preview's id: everything that was promised and nothing else. Effective points, each line, totals, what is due
 * now, currency, seller, dated future amounts; no ids, numbers or instants.
 */
export const previewIdOf = (preview: OrderPreview): string =>
  hashOf({
    effectiveOn: preview.effectiveOn,
    lines: hashOfLines(preview.currency, promisedLines(preview)),
    netMinor: preview.document.net.minor,
    taxMinor: preview.document.tax.minor,
    totalMinor: preview.document.total.minor,
    dueNowMinor: preview.dueNow.minor,
    currency: preview.currency,
    seller: preview.sellerKey,
    future: preview.future.map(({ on, total }) => ({ on, totalMinor: total.minor })),
  });

export const promisedLines = (preview: OrderPreview): PromisedLine[] =>
  preview.document.lines.map((line) => ({
    chargeId: line.chargeId,
    kind: line.kind,
    serviceStartOn: line.servicePeriod.start,
    serviceEndOn: line.servicePeriod.end,
    quantity: line.quantity,
    netMinor: line.net.minor,
    taxMinor: line.tax.minor,
  }));
