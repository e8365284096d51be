import { and, asc, eq, gt, inArray, isNotNull } from "drizzle-orm";
import { invoiceLines, invoiceTaxes } from "@/db/schema/invoices";
import type { ServiceContext } from "@/server/platform";
import type { DocumentTax } from "@/server/tax/core";

/** A charge of a subscription as it stands on its invoice, with the tax it was charged with. */
export type BilledLine = {
  readonly subscriptionId: string;
  readonly serviceNo: number;
  readonly chargeId: string;
  readonly serviceStartOn: string;
  readonly serviceStartAt: Date | null;
  readonly serviceEndOn: string;
  readonly serviceEndAt: Date | null;
  readonly netMinor: bigint;
  readonly derivation: Readonly<Record<string, unknown>>;
  readonly tax: Omit<DocumentTax, "baseMinor" | "taxMinor">;
};

/** The charges of subscriptions whose service ends after a day, each as it was billed last. */
export const listBilledLines = async (
  ctx: ServiceContext,
  subscriptionIds: readonly string[],
  endsAfter: string,
): Promise<BilledLine[]> => {
  if (subscriptionIds.length === 0) return [];
  const rows = await ctx.db
    .select({
      subscriptionId: invoiceLines.subscriptionId,
      serviceNo: invoiceLines.serviceNo,
      chargeId: invoiceLines.chargeId,
      serviceStartOn: invoiceLines.serviceStartOn,
      serviceStartAt: invoiceLines.serviceStartAt,
      serviceEndOn: invoiceLines.serviceEndOn,
      serviceEndAt: invoiceLines.serviceEndAt,
      netMinor: invoiceLines.netMinor,
      derivation: invoiceLines.derivation,
      tax: {
        jurisdiction: invoiceTaxes.jurisdiction,
        category: invoiceTaxes.category,
        treatment: invoiceTaxes.treatment,
        ratePercent: invoiceTaxes.ratePercent,
        rule: invoiceTaxes.rule,
      },
    })
    .from(invoiceLines)
    .innerJoin(
      invoiceTaxes,
      and(eq(invoiceTaxes.invoiceId, invoiceLines.invoiceId), eq(invoiceTaxes.position, invoiceLines.taxPosition)),
    )
    .where(
      and(
        inArray(invoiceLines.subscriptionId, [...subscriptionIds]),
        eq(invoiceLines.kind, "charge"),
        isNotNull(invoiceLines.serviceNo),
        gt(invoiceLines.serviceEndOn, endsAfter),
      ),
    )
    .orderBy(asc(invoiceLines.subscriptionId), asc(invoiceLines.serviceNo), asc(invoiceLines.rebilled));
  const latest = new Map<string, BilledLine>();
  for (const { subscriptionId, serviceNo, chargeId, ...row } of rows) {
    if (subscriptionId === null || serviceNo === null || chargeId === null) continue;
    latest.set(`${subscriptionId}/${serviceNo}`, { subscriptionId, serviceNo, chargeId, ...row });
  }
  return [...latest.values()];
};

/** The subscriptions of which an invoice bills something. */
export const listSubscriptionsOfInvoice = async (ctx: ServiceContext, invoiceId: string): Promise<string[]> => {
  const rows = await ctx.db
    .selectDistinct({ subscriptionId: invoiceLines.subscriptionId })
    .from(invoiceLines)
    .where(and(eq(invoiceLines.invoiceId, invoiceId), isNotNull(invoiceLines.subscriptionId)));
  return rows.flatMap(({ subscriptionId }) => subscriptionId ?? []);
};
