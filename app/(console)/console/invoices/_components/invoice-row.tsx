import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { formatDay } from "@/components/billing/format-day";
import { InvoiceStatusBadge } from "@/components/billing/invoice-status-badge";
import { MoneyText } from "@/components/billing/money-text";
import { Link } from "@/components/ui/link";
import { tableRoles } from "@/components/ui/table-roles";
import { writeShortCard } from "@/server/documents/core";
import type { PlainDate } from "@/server/kernel";
import type { InvoiceListRow } from "@/server/support";

const cell = "h-11 px-2 py-1 max-md:h-auto max-md:p-0";
const wide = `${cell} max-md:hidden`;
/** Where not all fit, what the list is read for stays in view; the rest is on the invoice and in the export. */
export const roomyOnly = "max-[1439px]:hidden";
const second = "block truncate text-micro font-normal text-text-2";

function NumberCell({ row }: { row: InvoiceListRow }) {
  const t = useTranslations("finance.invoices");
  return (
    <td {...tableRoles.cell} className={`${cell} whitespace-nowrap md:pl-6 max-md:order-3`}>
      <Link
        href={`/console/invoices/${row.id}` as Route}
        data-list-link=""
        className="font-mono text-micro text-brand no-underline after:absolute after:inset-0 hover:underline"
      >
        {row.number}
      </Link>
      {row.runThroughOn && <span className={second}>{t("run", { day: formatDay(row.runThroughOn) })}</span>}
    </td>
  );
}

function MethodCells({ row }: { row: InvoiceListRow }) {
  const t = useTranslations("finance.invoices");
  return (
    <>
      <td {...tableRoles.cell} className={`${wide} whitespace-nowrap text-text-2`}>
        {writeShortCard(row.cardBrand, row.cardLast4) ?? t("onAccount")}
        {row.declineReason && (
          <span className="block text-micro text-danger">{t("reason", { reason: row.declineReason })}</span>
        )}
      </td>
      <td {...tableRoles.cell} className={`${wide} ${roomyOnly} tabular text-right text-text-2`}>
        {row.attempts === 0 ? "–" : row.attempts}
      </td>
    </>
  );
}

export function InvoiceRow({ row, today }: { row: InvoiceListRow; today: PlainDate }) {
  const figure = (minor: bigint) => <MoneyText minor={minor} currency={row.currency} symbol={false} />;
  return (
    <tr
      {...tableRoles.row}
      data-testid={`row-${row.id}`}
      className="relative border-t border-row-sep first:border-t-0 hover:bg-bg has-focus-visible:bg-brand-soft has-focus-visible:shadow-[inset_2px_0_0_var(--brand)] max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4 max-md:gap-y-1 max-md:px-4 max-md:py-3"
    >
      <NumberCell row={row} />
      <td {...tableRoles.cell} className={`${cell} min-w-0 font-medium md:max-w-44 max-md:order-1`}>
        <span className="block truncate">{row.accountName}</span>
        <span className={second}>{row.sellerName}</span>
      </td>
      <td {...tableRoles.cell} className={`${cell} max-md:order-4 max-md:text-right`}>
        <InvoiceStatusBadge invoice={row} today={today} />
      </td>
      <td {...tableRoles.cell} className={`${wide} whitespace-nowrap text-text-2`}>
        <DayText day={row.issueOn} />
      </td>
      <td {...tableRoles.cell} className={`${wide} whitespace-nowrap text-text-2`}>
        <DayText day={row.dueOn} />
      </td>
      <MethodCells row={row} />
      <td {...tableRoles.cell} className={`${wide} text-text-2`}>
        {row.currency}
      </td>
      {[["net", row.netMinor] as const, ["tax", row.taxMinor] as const, ["total", row.totalMinor] as const].map(
        ([name, minor]) => (
          <td
            key={name}
            {...tableRoles.cell}
            className={`${wide} text-right text-text-2 ${name === "total" ? "" : roomyOnly}`}
          >
            {figure(minor)}
          </td>
        ),
      )}
      <td {...tableRoles.cell} className={`${cell} text-right font-semibold md:pr-6 max-md:order-2`}>
        <span className="mr-1.5 font-normal text-text-2 md:hidden">{row.currency}</span>
        {figure(row.balanceMinor)}
      </td>
    </tr>
  );
}
