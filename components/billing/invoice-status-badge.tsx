import type { ClosedAs } from "@/server/invoices/core";
import type { PlainDate } from "@/server/kernel";
import { invoiceStatus } from "./invoice-status";
import { StatusBadge } from "./status-badge";

type InvoiceStatusBadgeProps = {
  invoice: { totalMinor: bigint; balanceMinor: bigint; dueOn: PlainDate; closedAs: ClosedAs | null };
  today: PlainDate;
  audience?: "staff" | "customer";
};

export function InvoiceStatusBadge({ invoice, today, audience = "staff" }: InvoiceStatusBadgeProps) {
  const { status, days } = invoiceStatus(invoice, today);
  return <StatusBadge object="invoice" status={status} days={days} audience={audience} />;
}
