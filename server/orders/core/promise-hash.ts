import { hashOfLines, promisedLines } from "@/server/billing/core";
import { hashOf } from "@/server/kernel/hash";
import type { OrderPreview } from "./price-order";

/**
 * The preview's id: everything that was promised and nothing else. Effective points, the paid start after a trial, each line, totals, what is due
 * now, currency, seller, dated future amounts; no ids, numbers or instants.
 */
export const previewIdOf = (preview: OrderPreview): string =>
  hashOf({
    effectiveOn: preview.effectiveOn,
    ...(preview.paidFromOn === null ? {} : { paidFromOn: preview.paidFromOn }),
    lines: hashOfLines(preview.currency, promisedLines(preview.document)),
    netMinor: preview.document.net.minor,
    taxMinor: preview.document.tax.minor,
    totalMinor: preview.document.total.minor,
    dueNowMinor: preview.dueNow.minor,
    currency: preview.currency,
    seller: preview.sellerKey,
    future: preview.future.map(({ on, total }) => ({ on, totalMinor: total.minor })),
  });
