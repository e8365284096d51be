import { clsx } from "clsx";
import { Download } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { InvoiceStatusBadge } from "@/components/billing/invoice-status-badge";
import { MoneyText } from "@/components/billing/money-text";
import { PeriodText } from "@/components/billing/period-text";
import { Checkbox } from "@/components/ui/checkbox";
import { Link } from "@/components/ui/link";
import { tableRoles } from "@/components/ui/table-roles";
import type { InvoiceSummary } from "@/server/invoices";
import type { PlainDate } from "@/server/kernel";

type InvoiceRowsProps = {
  invoices: readonly InvoiceSummary[];
  today: PlainDate;
  withIssued?: boolean;
  /** With a box in each row, for the form around the table. */
  selectable?: boolean;
};

const periodOf = (invoice: InvoiceSummary) => ({ start: invoice.periodStartOn, end: invoice.periodEndOn });

function InvoiceRow({
  invoice,
  today,
  withIssued,
  selectable,
}: {
  invoice: InvoiceSummary;
  today: PlainDate;
  withIssued: boolean;
  selectable: boolean;
}) {
  const t = useTranslations("account.invoices");
  const cell = "py-2 md:py-3";
  return (
    <tr
      {...tableRoles.row}
      data-testid={`row-${invoice.id}`}
      className={clsx(
        "border-t border-border max-md:grid max-md:py-2 last:border-b",
        selectable ? "max-md:grid-cols-[auto_minmax(0,1fr)_auto]" : "max-md:grid-cols-[minmax(0,1fr)_auto]",
        "has-[input:checked]:bg-brand-soft has-[input:checked]:shadow-[-12px_0_0_var(--brand-soft),12px_0_0_var(--brand-soft),-15px_0_0_var(--brand)]",
      )}
    >
      {selectable && (
        <td {...tableRoles.cell} className="w-10 py-2 align-middle max-md:row-span-2 max-md:pr-3">
          <Checkbox
            name="invoice"
            value={invoice.id}
            aria-label={t("select", { number: invoice.number })}
            className="align-middle"
          />
        </td>
      )}
      <td {...tableRoles.cell} className={clsx(cell, "max-md:py-1", !withIssued && "md:w-[252px]")}>
        <Link href={`/account/invoices/${invoice.id}` as Route} className="link font-mono text-sm font-medium">
          {invoice.number}
        </Link>
      </td>
      {withIssued && (
        <td {...tableRoles.cell} className={`${cell} text-text-2 max-md:hidden`}>
          <DayText day={invoice.issueOn} />
        </td>
      )}
      <td {...tableRoles.cell} className={`${cell} text-text-2 max-md:order-3 max-md:py-1 max-md:text-sm`}>
        <PeriodText period={periodOf(invoice)} />
      </td>
      <td {...tableRoles.cell} className={`${cell} max-md:order-4 max-md:py-1 max-md:text-right`}>
        <InvoiceStatusBadge invoice={invoice} today={today} audience="customer" />
      </td>
      <td {...tableRoles.cell} className={`${cell} text-right max-md:order-2 max-md:py-1`}>
        <MoneyText minor={invoice.totalMinor} currency={invoice.currency} />
      </td>
      <td {...tableRoles.cell} className="w-16 text-right max-md:hidden">
        <a
          href={`/account/invoices/${invoice.id}/pdf`}
          aria-label={t("downloadOne", { number: invoice.number })}
          className="inline-flex size-8 items-center justify-end text-text-2 hover:text-text"
        >
          <Download aria-hidden size={18} strokeWidth={1.75} />
        </a>
      </td>
    </tr>
  );
}

export function InvoiceRows({ invoices, today, withIssued = false, selectable = false }: InvoiceRowsProps) {
  const t = useTranslations("account.invoices");
  const head = "pb-2.5 text-small font-medium text-text-3";
  return (
    <table {...tableRoles.table} className="w-full border-collapse max-md:block">
      <thead className="max-md:sr-only">
        <tr {...tableRoles.row}>
          {selectable && <td {...tableRoles.cell} />}
          <th scope="col" className={`${head} text-left`}>
            {t("number")}
          </th>
          {withIssued && (
            <th scope="col" className={`${head} text-left`}>
              {t("issued")}
            </th>
          )}
          <th scope="col" className={`${head} text-left`}>
            {t("period")}
          </th>
          <th scope="col" className={`${head} text-left`}>
            {t("status")}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t("total")}
          </th>
          <td />
        </tr>
      </thead>
      <tbody {...tableRoles.group} className="max-md:block">
        {invoices.map((invoice) => (
          <InvoiceRow
            key={invoice.id}
            invoice={invoice}
            today={today}
            withIssued={withIssued}
            selectable={selectable}
          />
        ))}
      </tbody>
    </table>
  );
}
