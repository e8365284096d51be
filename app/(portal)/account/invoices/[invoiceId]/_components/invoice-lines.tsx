import { useTranslations } from "next-intl";
import { formatUnitPrice } from "@/components/billing/format-unit-price";
import { MoneyText } from "@/components/billing/money-text";
import { PeriodText } from "@/components/billing/period-text";
import { tableRoles } from "@/components/ui/table-roles";
import { taxColumn, writeDiscounts, writePercent, writeQuantity } from "@/server/documents/core";
import type { Invoice, InvoiceLine } from "@/server/invoices";
import { WorkedOut } from "./worked-out";

function Line({ line, invoice }: { line: InvoiceLine; invoice: Invoice }) {
  const t = useTranslations("account.invoice");
  const tax = invoice.taxes[line.taxPosition];
  const price = line.unitPrice === null ? "–" : formatUnitPrice(line.unitPrice, invoice.currency);
  const seats = t("seats", { seats: Number(line.quantity) });
  const cell = "py-4 text-right align-top max-md:hidden";
  return (
    <tr
      {...tableRoles.row}
      className="border-t border-border max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:first:border-t-0"
    >
      <td {...tableRoles.cell} className="py-4 align-top">
        {line.description}
        <span className="block text-sm text-text-2">
          {line.isPerUnit && `${seats} × ${price}, `}
          <PeriodText period={{ start: line.serviceStartOn, end: line.serviceEndOn }} />
          {writeDiscounts(line.derivation, invoice.currency).map((discount) => `, ${discount}`)}
        </span>
        <WorkedOut line={line} currency={invoice.currency} />
      </td>
      <td {...tableRoles.cell} className={cell}>
        {line.isPerUnit ? seats : writeQuantity(line.quantity)}
      </td>
      <td {...tableRoles.cell} className={cell}>
        {price}
      </td>
      <td {...tableRoles.cell} className={cell}>
        {tax?.treatment === "charged" ? writePercent(tax.ratePercent) : "–"}
      </td>
      <td {...tableRoles.cell} className="py-4 text-right align-top">
        <MoneyText minor={line.netMinor} currency={invoice.currency} />
      </td>
    </tr>
  );
}

export function InvoiceLines({ invoice }: { invoice: Invoice }) {
  const t = useTranslations("account.invoice");
  const head = "pb-2.5 text-small font-medium text-text-3";
  return (
    <table {...tableRoles.table} className="mt-6 w-full border-collapse max-md:block">
      <thead className="max-md:sr-only">
        <tr {...tableRoles.row}>
          <th scope="col" className={`${head} text-left`}>
            {t("description")}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t("quantity")}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t("unitPrice")}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {taxColumn(invoice.billTo.country)}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t("amount")}
          </th>
        </tr>
      </thead>
      <tbody {...tableRoles.group} className="max-md:block">
        {invoice.lines.map((line) => (
          <Line key={line.id} line={line} invoice={invoice} />
        ))}
      </tbody>
    </table>
  );
}
