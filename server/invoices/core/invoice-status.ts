import { compareDays, type PlainDate } from "@/server/kernel";

export const invoiceStatuses = ["open", "partly_paid", "overdue", "paid", "credited", "written_off", "voided"] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** How an invoice was closed that was not paid. */
export type ClosedAs = "credited" | "voided" | "written_off";

export type InvoiceStanding = {
  readonly totalMinor: bigint;
  readonly balanceMinor: bigint;
  readonly dueOn: PlainDate;
  readonly closedAs: ClosedAs | null;
};

/** Derived, never stored: from what is left of the total, how it was closed, and the due day: overdue from the day after. */
export const invoiceStatus = (
  { totalMinor, balanceMinor, dueOn, closedAs }: InvoiceStanding,
  today: PlainDate,
): InvoiceStatus => {
  if (balanceMinor === 0n) return closedAs ?? "paid";
  if (compareDays(today, dueOn) > 0) return "overdue";
  return balanceMinor < totalMinor ? "partly_paid" : "open";
};
