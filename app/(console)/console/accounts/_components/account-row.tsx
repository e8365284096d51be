import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { MoneyText } from "@/components/billing/money-text";
import { StatusBadge } from "@/components/billing/status-badge";
import { Link } from "@/components/ui/link";
import { tableRoles } from "@/components/ui/table-roles";
import { countryName } from "@/server/documents/core";
import { dayInZone } from "@/server/kernel";
import type { AccountRow } from "@/server/support";

const cell = "h-11 px-2 py-1 max-md:h-auto max-md:p-0";
const wide = `${cell} max-md:hidden`;

function Owes({ account }: { account: AccountRow }) {
  const t = useTranslations("console.accounts");
  if (account.balances.length === 0) return <span className="font-normal text-text-3">{t("nothing")}</span>;
  return account.balances.map(({ currency, balanceMinor }) => (
    <MoneyText
      key={currency}
      minor={balanceMinor}
      currency={currency}
      className={account.owes === "overdue" ? "block text-danger" : "block"}
    />
  ));
}

type AccountTableRowProps = { account: AccountRow; zone: string; withMoney: boolean };

export function AccountTableRow({ account, zone, withMoney }: AccountTableRowProps) {
  return (
    <tr
      {...tableRoles.row}
      data-testid={`row-${account.id}`}
      className="relative border-t border-row-sep first:border-t-0 hover:bg-bg has-focus-visible:bg-brand-soft has-focus-visible:shadow-[inset_2px_0_0_var(--brand)] max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4 max-md:gap-y-1 max-md:px-4 max-md:py-3"
    >
      <td {...tableRoles.cell} className={`${cell} min-w-0 font-medium md:max-w-64 md:pl-6 max-md:order-1`}>
        <Link
          href={`/console/accounts/${account.id}` as Route}
          data-list-link=""
          className="block truncate text-text no-underline after:absolute after:inset-0 hover:underline"
        >
          {account.name}
        </Link>
      </td>
      <td {...tableRoles.cell} className={`${cell} font-mono text-micro text-text-2 max-md:order-4 max-md:text-right`}>
        {account.reference}
      </td>
      <td {...tableRoles.cell} className={`${wide} truncate text-text-2 md:max-w-64`}>
        {account.email}
      </td>
      <td {...tableRoles.cell} className={`${cell} max-md:order-3`}>
        <StatusBadge object="subscription" status={account.owes === "overdue" ? "overdue" : account.status} />
      </td>
      <td {...tableRoles.cell} className={`${wide} text-text-2`}>
        {countryName(account.country)}
      </td>
      <td {...tableRoles.cell} className={`${wide} whitespace-nowrap text-text-2`}>
        <DayText day={dayInZone(account.activatedAt, zone)} />
      </td>
      <td {...tableRoles.cell} className={`${wide} text-text-2 ${withMoney ? "" : "md:pr-6"}`}>
        {account.currency}
      </td>
      {withMoney && (
        <td {...tableRoles.cell} className={`${cell} text-right font-semibold max-md:order-2 md:pr-6`}>
          <Owes account={account} />
        </td>
      )}
    </tr>
  );
}
