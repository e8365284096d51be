import { and, desc, eq, inArray } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import type { ServiceContext } from "@/server/platform";
import type { DeclineReason } from "./core";

export type FailedAttempt = {
  readonly invoiceId: string;
  readonly reason: DeclineReason;
  readonly cardBrand: string | null;
  readonly cardLast4: string | null;
  readonly failedAt: Date;
};

/** The last try to pay each of these invoices, where it failed. Callers have checked the right to see the invoices. */
export const listFailedAttempts = async (
  ctx: ServiceContext,
  invoiceIds: readonly string[],
): Promise<Map<string, FailedAttempt>> => {
  if (invoiceIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectDistinctOn([payments.purposeId])
    .from(payments)
    .where(and(eq(payments.purposeKind, "invoice"), inArray(payments.purposeId, [...invoiceIds])))
    .orderBy(payments.purposeId, desc(payments.createdAt), desc(payments.id));
  const failed = rows.filter(({ state }) => state === "failed");
  return new Map(
    failed.map((row) => [
      row.purposeId,
      {
        invoiceId: row.purposeId,
        reason: (row.declineReason ?? "bank_declined") as DeclineReason,
        cardBrand: row.cardBrand,
        cardLast4: row.cardLast4,
        failedAt: row.finishedAt ?? row.createdAt,
      },
    ]),
  );
};
