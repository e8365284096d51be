import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/billing/money-text";
import { tableRoles } from "@/components/ui/table-roles";
import { TableScroll } from "@/components/ui/table-scroll";
import type { AccountList } from "@/server/support";
import type { AccountSort } from "@/server/support/core";
import { SortHead } from "../../_components/sort-head";
import { AccountTableRow } from "./account-row";
import { type AccountsAddress, accountsHref, firstDirection } from "./accounts-address";

const columns = ["name", "reference", "email", "status", "country", "since", "currency", "owes"] as const;
type Column = (typeof columns)[number];

const sortOf: Partial<Record<Column, AccountSort>> = { name: "name", since: "since", owes: "owes" };

function ColumnHead({ column, address }: { column: Column; address: AccountsAddress }) {
  const t = useTranslations("console.accounts.columns");
  const sort = sortOf[column];
  const sorted = sort !== undefined && sort === address.sort ? address.direction : null;
  const other = sorted === "desc" ? "asc" : "desc";
  const href = sort
    ? accountsHref({ ...address, sort, direction: sorted ? other : firstDirection(sort), after: null })
    : null;
  return <SortHead label={t(column)} isRight={column === "owes"} sorted={sorted} href={href} />;
}

function Totals({ list }: { list: AccountList }) {
  const t = useTranslations("console.accounts");
  const cell = "h-8 px-2 max-md:h-auto max-md:p-0";
  return (
    <tfoot {...tableRoles.group} className="bg-sunken max-md:block">
      {list.owed.map(({ currency, balanceMinor }, place) => (
        <tr
          key={currency}
          {...tableRoles.row}
          data-testid={`total-${currency}`}
          className="font-medium max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:px-4 max-md:py-2"
        >
          <td {...tableRoles.cell} colSpan={columns.length - 1} className={`${cell} md:pl-6`}>
            {place === 0 && t("matching", { count: list.count })}
          </td>
          <td {...tableRoles.cell} className={`${cell} text-right md:pr-6`}>
            <MoneyText minor={balanceMinor} currency={currency} testId="amt-balance" />
          </td>
        </tr>
      ))}
    </tfoot>
  );
}

type AccountsTableProps = { list: AccountList; address: AccountsAddress; zone: string };

export function AccountsTable({ list, address, zone }: AccountsTableProps) {
  const t = useTranslations("console.accounts");
  const shown = columns.filter((column) => list.mayReadMoney || column !== "owes");
  return (
    <TableScroll label={t("title")}>
      <table {...tableRoles.table} className="w-full border-collapse text-table max-md:block">
        <thead {...tableRoles.group} className="border-b border-border max-md:sr-only">
          <tr {...tableRoles.row}>
            {shown.map((column) => (
              <ColumnHead key={column} column={column} address={address} />
            ))}
          </tr>
        </thead>
        <tbody {...tableRoles.group} className="border-b border-border max-md:block">
          {list.rows.map((account) => (
            <AccountTableRow key={account.id} account={account} zone={zone} withMoney={list.mayReadMoney} />
          ))}
        </tbody>
        {list.owed.length > 0 && <Totals list={list} />}
      </table>
    </TableScroll>
  );
}
