import { sql } from "drizzle-orm";
import type { PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export type UnappliedPayment = {
  readonly paymentId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly unappliedMinor: bigint;
  readonly receivedOn: PlainDate;
  readonly cardBrand: string | null;
  readonly cardLast4: string | null;
  /** What it was meant to pay. */
  readonly invoiceId: string | null;
};

type Raw = Record<"id" | "currency" | "amount" | "unapplied" | "received_on", string> &
  Record<"brand" | "last4" | "invoice_id", string | null>;

/** The payments of an account that came in and were not wanted whole. Callers have checked the right to see its money. */
export const listUnappliedOfAccount = async (ctx: ServiceContext, accountId: string): Promise<UnappliedPayment[]> => {
  const rows = await ctx.db.execute<Raw>(sql`
    select p.id, p.currency, p.amount_minor::text as amount, (p.amount_minor - a.applied)::text as unapplied,
      p.received_on::text, p.card_brand as brand, p.card_last4 as last4,
      case when p.purpose_kind = 'invoice' then p.purpose_id end as invoice_id
    from payments p
    cross join lateral (
      select coalesce(sum(amount_minor), 0) as applied from (
        select amount_minor from payment_applications where payment_id = p.id
        union all select amount_minor from account_credit_movements where payment_id = p.id) taken) a
    where p.account_id = ${accountId} and p.state in ('succeeded', 'settled') and p.amount_minor > a.applied
    order by p.received_on, p.id`);
  return [...rows].map((row) => ({
    paymentId: row.id,
    currency: row.currency,
    amountMinor: BigInt(row.amount),
    unappliedMinor: BigInt(row.unapplied),
    receivedOn: row.received_on as PlainDate,
    cardBrand: row.brand,
    cardLast4: row.last4,
    invoiceId: row.invoice_id,
  }));
};
