import type { ClosedAs } from "@/server/invoices/core";
import { daysBetween, type PlainDate } from "@/server/kernel";
import type { StatusOf } from "./status-dictionary";

type InvoiceStanding = { totalMinor: bigint; balanceMinor: bigint; dueOn: PlainDate; closedAs: ClosedAs | null };

/** What an invoice is today, from what is still owed on it; `days` count to the due day or from it. */
export function invoiceStatus(
  { totalMinor, balanceMinor, dueOn, closedAs }: InvoiceStanding,
  today: PlainDate,
): { status: StatusOf<"invoice">; days: number } {
  if (balanceMinor <= 0n) return { status: closedAs ?? (totalMinor < 0n ? "credit_note" : "paid"), days: 0 };
  if (dueOn < today) return { status: "overdue", days: daysBetween(dueOn, today) };
  if (balanceMinor < totalMinor) return { status: "partly_paid", days: 0 };
  return { status: "open", days: daysBetween(today, dueOn) };
}
