import { asc, eq, inArray } from "drizzle-orm";
import { paymentApplications, payments } from "@/db/schema/payments";
import type { PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export type AppliedPayment = {
  readonly invoiceId: string;
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly appliedOn: PlainDate;
  readonly cardBrand: string | null;
  readonly cardLast4: string | null;
};

/** What was paid on these invoices, and by which card. Callers have checked the right to see the invoices. */
export const listApplicationsOfInvoices = async (
  ctx: ServiceContext,
  invoiceIds: readonly string[],
): Promise<AppliedPayment[]> => {
  if (invoiceIds.length === 0) return [];
  const rows = await ctx.db
    .select({
      invoiceId: paymentApplications.invoiceId,
      paymentId: paymentApplications.paymentId,
      amountMinor: paymentApplications.amountMinor,
      currency: paymentApplications.currency,
      appliedOn: paymentApplications.appliedOn,
      cardBrand: payments.cardBrand,
      cardLast4: payments.cardLast4,
    })
    .from(paymentApplications)
    .innerJoin(payments, eq(payments.id, paymentApplications.paymentId))
    .where(inArray(paymentApplications.invoiceId, [...invoiceIds]))
    .orderBy(asc(paymentApplications.appliedOn), asc(paymentApplications.id));
  return rows.map((row) => ({ ...row, appliedOn: row.appliedOn as PlainDate }));
};
