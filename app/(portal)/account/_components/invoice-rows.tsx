import { Download } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { InvoiceStatusBadge } from "@/components/billing/invoice-status-badge";
import { MoneyText } from "@/components/billing/money-text";
import { PeriodText } from "@/components/billing/period-text";
import { tableRoles } from "@/components/ui/table-roles";
import type { InvoiceSummary } from "@/server/invoices";
import type { PlainDate } from "@/server/kernel";

type InvoiceRowsProps = { invoices: readonly InvoiceSummary[]; today: PlainDate; withIssued?: boolean };

const periodOf = (invoice: InvoiceSummary) => ({ start: invoice.periodStartOn, end: invoice.periodEndOn });

function InvoiceRow({
  invoice,
  today,
  withIssued,
}: {
  invoice: InvoiceSummary;
  today: PlainDate;
  withIssued: boolean;
}) {
  const t = useTranslations("account.invoices");
  const cell = "py-2 md:py-3";
  return (
    <tr
      {...tableRoles.row}
      data-testid={`row-${invoice.id}`}
      className="border-t border-border max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:py-2 last:border-b"
    >
      <td {...tableRoles.cell} className={`${cell} max-md:py-1`}>
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

export function InvoiceRows({ invoices, today, withIssued = false }: InvoiceRowsProps) {
  const t = useTranslations("account.invoices");
  const head = "pb-2.5 text-small font-medium text-text-3";
  return (
    <table {...tableRoles.table} className="w-full border-collapse max-md:block">
      <thead className="max-md:sr-only">
        <tr {...tableRoles.row}>
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
          <InvoiceRow key={invoice.id} invoice={invoice} today={today} withIssued={withIssued} />
        ))}
      </tbody>
    </table>
  );
}
