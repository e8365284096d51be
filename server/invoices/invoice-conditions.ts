import { type SQL, sql } from "drizzle-orm";
import type { PlainDate } from "@/server/kernel";
import type { InvoiceNumberClue, InvoiceStatus } from "./core";

/** Where a query has what an invoice's status is told from. */
export type StandingColumns = {
  readonly total: SQL;
  readonly balance: SQL;
  readonly dueOn: SQL;
  readonly closedAs: SQL;
};

/** `invoiceStatus` as a condition of a query; what is owed is said first, as the index of open balances asks for it. */
export const hasInvoiceStatus = (
  { total, balance, dueOn, closedAs }: StandingColumns,
  status: InvoiceStatus,
  today: PlainDate,
): SQL => {
  const owed = sql`${balance} <> 0`;
  switch (status) {
    case "paid":
      return sql`${balance} = 0 and ${closedAs} is null`;
    case "credited":
    case "written_off":
    case "voided":
      return sql`${closedAs} = ${status} and ${balance} = 0`;
    case "overdue":
      return sql`${owed} and ${dueOn} < ${today}::date`;
    case "partly_paid":
      return sql`${owed} and ${dueOn} >= ${today}::date and ${balance} < ${total}`;
    case "open":
      return sql`${owed} and ${dueOn} >= ${today}::date and ${balance} >= ${total}`;
  }
};

/** `invoiceStatus` as a value of a query over invoices that are owed, or were closed unpaid. */
export const statusOfUnpaid = ({ total, balance, dueOn, closedAs }: StandingColumns, today: PlainDate): SQL => sql`case
  when ${balance} = 0 then ${closedAs} when ${dueOn} < ${today}::date then 'overdue' when ${balance} < ${total} then 'partly_paid' else 'open' end`;

/** A query for the ids of the invoices with such a number. */
export const idsOfInvoiceNumber = ({ series, year, sequence }: InvoiceNumberClue): SQL => {
  const conditions = [
    sql`sequence = ${sequence.toString()}::bigint`,
    ...(year === null ? [] : [sql`year = ${year}`]),
    ...(series === null ? [] : [sql`series = ${series}`]),
  ];
  return sql`select invoice_id from invoice_numbers where ${sql.join(conditions, sql` and `)}`;
};
