import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/billing/money-text";
import { tableRoles } from "@/components/ui/table-roles";
import { TableScroll } from "@/components/ui/table-scroll";
import type { PlainDate } from "@/server/kernel";
import type { InvoiceList, InvoiceSort } from "@/server/support";
import { SortHead } from "../../_components/sort-head";
import { InvoiceRow, roomyOnly } from "./invoice-row";
import { type InvoicesAddress, invoicesHref } from "./invoices-address";

const columns = [
  "number",
  "account",
  "status",
  "issued",
  "due",
  "method",
  "tries",
  "currency",
  "net",
  "tax",
  "total",
  "balance",
] as const;

type Column = (typeof columns)[number];

const sortOf: Partial<Record<Column, InvoiceSort>> = {
  issued: "issued",
  due: "due",
  total: "total",
  balance: "balance",
};
const isRoomy = (column: Column) => ["tries", "net", "tax"].includes(column);
const isRight = (column: Column) => ["tries", "net", "tax", "total", "balance"].includes(column);

function ColumnHead({ column, address }: { column: Column; address: InvoicesAddress }) {
  const t = useTranslations("finance.invoices.columns");
  const sort = sortOf[column];
  const sorted = sort !== undefined && sort === address.sort ? address.direction : null;
  const direction = sorted === "desc" ? "asc" : "desc";
  const href = sort ? invoicesHref({ ...address, sort, direction, after: null }) : null;
  return (
    <SortHead
      {...{ label: t(column), isRight: isRight(column), sorted, href }}
      className={isRoomy(column) ? roomyOnly : ""}
    />
  );
}

function Totals({ list }: { list: InvoiceList }) {
  const t = useTranslations("finance.invoices");
  const cell = "h-8 px-2 text-right max-md:h-auto max-md:p-0 max-md:hidden";
  return (
    <tfoot {...tableRoles.group} className="bg-sunken max-md:block">
      {list.totals.map(({ currency, count, netMinor, taxMinor, totalMinor, balanceMinor }, place) => (
        <tr
          key={currency}
          {...tableRoles.row}
          data-testid={`total-${currency}`}
          className="font-medium max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:px-4 max-md:py-2"
        >
          <td {...tableRoles.cell} colSpan={6} className="h-8 px-2 md:pl-6 max-md:h-auto max-md:p-0">
            {place === 0 && (
              <>
                {t("matching", { count: list.count })} <span className="font-normal text-text-2">{t("posted")}</span>
              </>
            )}
          </td>
          <td {...tableRoles.cell} className={`${cell} ${roomyOnly} tabular`}>
            {count.toLocaleString("en-GB")}
          </td>
          <td {...tableRoles.cell} className="h-8 px-2 max-md:hidden">
            {currency}
          </td>
          {[["net", netMinor] as const, ["tax", taxMinor] as const, ["total", totalMinor] as const].map(
            ([name, minor]) => (
              <td key={name} {...tableRoles.cell} className={`${cell} ${name === "total" ? "" : roomyOnly}`}>
                <MoneyText minor={minor} currency={currency} symbol={false} testId={`amt-${name}`} />
              </td>
            ),
          )}
          <td {...tableRoles.cell} className="h-8 px-2 text-right md:pr-6 max-md:h-auto max-md:p-0">
            <span className="mr-2 md:hidden">{currency}</span>
            <MoneyText minor={balanceMinor} currency={currency} symbol={false} testId="amt-balance" />
          </td>
        </tr>
      ))}
    </tfoot>
  );
}

type InvoicesTableProps = { list: InvoiceList; address: InvoicesAddress; today: PlainDate };

export function InvoicesTable({ list, address, today }: InvoicesTableProps) {
  const t = useTranslations("finance.invoices");
  return (
    <TableScroll label={t("title")}>
      <table {...tableRoles.table} className="w-full border-collapse text-table max-md:block">
        <thead {...tableRoles.group} className="border-b border-border max-md:sr-only">
          <tr {...tableRoles.row}>
            {columns.map((column) => (
              <ColumnHead key={column} column={column} address={address} />
            ))}
          </tr>
        </thead>
        <tbody {...tableRoles.group} className="border-b border-border max-md:block">
          {list.rows.map((row) => (
            <InvoiceRow key={row.id} row={row} today={today} />
          ))}
        </tbody>
        <Totals list={list} />
      </table>
    </TableScroll>
  );
}
