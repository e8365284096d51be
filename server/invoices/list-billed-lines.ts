import { and, asc, eq, gt, inArray, isNotNull, isNull, ne, or } from "drizzle-orm";
import { invoiceBalances, invoiceLines, invoiceTaxes } from "@/db/schema/invoices";
import { formatRational, parseRational } from "@/server/kernel";
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
        // Where instants count, a line may end later on the day itself.
        or(
          gt(invoiceLines.serviceEndOn, endsAfter),
          and(isNotNull(invoiceLines.serviceEndAt), eq(invoiceLines.serviceEndOn, endsAfter)),
        ),
      ),
    )
    .orderBy(asc(invoiceLines.subscriptionId), asc(invoiceLines.serviceNo), asc(invoiceLines.rebilled));
  const latest = new Map<string, BilledLine>();
  for (const { subscriptionId, serviceNo, chargeId, ...row } of rows) {
    if (subscriptionId === null || serviceNo === null || chargeId === null) continue;
    // As decisions write it: the database fills its decimals up.
    const tax = { ...row.tax, ratePercent: formatRational(parseRational(row.tax.ratePercent)) };
    latest.set(`${subscriptionId}/${serviceNo}`, { subscriptionId, serviceNo, chargeId, ...row, tax });
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

/** What later lines gave back of these for time that was not used, by the id of the line, in minor units above zero. */
export const listUnusedGivenBack = async (
  ctx: ServiceContext,
  lines: readonly { readonly id: string; readonly subscriptionId: string | null; readonly serviceNo: number | null }[],
): Promise<Map<string, bigint>> => {
  const subscriptionIds = [...new Set(lines.flatMap(({ subscriptionId }) => subscriptionId ?? []))];
  if (subscriptionIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      subscriptionId: invoiceLines.subscriptionId,
      creditsNo: invoiceLines.creditsNo,
      netMinor: invoiceLines.netMinor,
    })
    .from(invoiceLines)
    .innerJoin(invoiceBalances, eq(invoiceBalances.invoiceId, invoiceLines.invoiceId))
    .where(
      and(
        inArray(invoiceLines.subscriptionId, subscriptionIds),
        isNotNull(invoiceLines.creditsNo),
        // What a voided invoice gave back it gives back no more; billed again it stands on another.
        or(isNull(invoiceBalances.closedAs), ne(invoiceBalances.closedAs, "voided")),
      ),
    );
  const given = new Map<string, bigint>();
  for (const { subscriptionId, creditsNo, netMinor } of rows) {
    const key = `${subscriptionId}/${creditsNo}`;
    given.set(key, (given.get(key) ?? 0n) - netMinor);
  }
  return new Map(
    lines.flatMap(({ id, subscriptionId, serviceNo }) => {
      const minor = given.get(`${subscriptionId}/${serviceNo}`);
      return minor === undefined ? [] : [[id, minor] as const];
    }),
  );
};
