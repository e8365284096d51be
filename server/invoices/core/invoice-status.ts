import { compareDays, type PlainDate } from "@/server/kernel";

export const invoiceStatuses = ["open", "partly_paid", "overdue", "paid"] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** Derived, never stored: from the total, what is left of it, and the due day (overdue from the day after). */
export const invoiceStatus = (
  totalMinor: bigint,
  balanceMinor: bigint,
  dueOn: PlainDate,
  today: PlainDate,
): InvoiceStatus => {
  if (balanceMinor === 0n) return "paid";
  if (compareDays(today, dueOn) > 0) return "overdue";
  return balanceMinor < totalMinor ? "partly_paid" : "open";
};
