import { eq, sql } from "drizzle-orm";
import { invoiceBalances, invoices } from "@/db/schema/invoices";
import { paymentApplications } from "@/db/schema/payments";
import type { PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export type AccountTotal = {
  readonly currency: string;
  readonly invoiceCount: number;
  readonly openCount: number;
  readonly balanceMinor: bigint;
  readonly overdueMinor: bigint;
  readonly paidMinor: bigint;
};

const sumText = (amount: unknown) => sql<string>`coalesce(sum(${amount}), 0)::text`;

/** What an account was billed, owes and has paid, by currency; nothing is summed over currencies. */
export const sumAccount = async (ctx: ServiceContext, accountId: string, today: PlainDate): Promise<AccountTotal[]> => {
  const balance = invoiceBalances.balanceMinor;
  const [billed, paid] = await Promise.all([
    ctx.db
      .select({
        currency: invoices.currency,
        invoiceCount: sql<number>`count(*)::int`,
        openCount: sql<number>`(count(*) filter (where ${balance} <> 0))::int`,
        balance: sumText(balance),
        overdue: sumText(sql`case when ${invoiceBalances.dueOn} < ${today}::date then ${balance} else 0 end`),
      })
      .from(invoices)
      .innerJoin(invoiceBalances, eq(invoiceBalances.invoiceId, invoices.id))
      .where(eq(invoices.accountId, accountId))
      .groupBy(invoices.currency)
      .orderBy(invoices.currency),
    ctx.db
      .select({ currency: paymentApplications.currency, paid: sumText(paymentApplications.amountMinor) })
      .from(paymentApplications)
      .innerJoin(invoices, eq(invoices.id, paymentApplications.invoiceId))
      .where(eq(invoices.accountId, accountId))
      .groupBy(paymentApplications.currency),
  ]);
  const paidIn = new Map(paid.map(({ currency, paid: amount }) => [currency, BigInt(amount)]));
  return billed.map(({ balance: owed, overdue, ...rest }) => ({
    ...rest,
    balanceMinor: BigInt(owed),
    overdueMinor: BigInt(overdue),
    paidMinor: paidIn.get(rest.currency) ?? 0n,
  }));
};
