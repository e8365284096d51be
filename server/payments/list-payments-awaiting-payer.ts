import { and, desc, eq, inArray, lte, sql } from "drizzle-orm";
import { payments, paymentTransitions } from "@/db/schema/payments";
import type { PaymentId } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { DeclineReason } from "./core";
import type { Payment } from "./payments-store";

export type AwaitingPayer = {
  readonly purposeKind: string;
  /** In system time: how long the payer has left the bank's question unanswered. */
  readonly ageSeconds: number;
  readonly limit: number;
};

/** Payments that have waited for their payer's approval for a while, newest first. */
export const listPaymentsAwaitingPayer = async (ctx: ServiceContext, input: AwaitingPayer): Promise<Payment[]> => {
  const asked = ctx.db
    .select({ id: paymentTransitions.paymentId })
    .from(paymentTransitions)
    .where(
      and(
        eq(paymentTransitions.toState, "requires_action"),
        lte(paymentTransitions.recordedAt, sql`clock_timestamp() - make_interval(secs => ${input.ageSeconds})`),
      ),
    );
  const rows = await ctx.db
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.state, "requires_action"),
        eq(payments.purposeKind, input.purposeKind),
        inArray(payments.id, asked),
      ),
    )
    .orderBy(desc(payments.id))
    .limit(input.limit);
  return rows.map((row) => ({
    ...row,
    id: row.id as PaymentId,
    declineReason: row.declineReason as DeclineReason | null,
  }));
};
