import { Search } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { MoneyText } from "@/components/billing/money-text";
import { PageMain } from "@/components/layout/page-main";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { TableScroll } from "@/components/ui/table-scroll";
import { dayInZone } from "@/server/kernel";
import type { AccountPage, AccountRow } from "@/server/support";
import { RoomHeader } from "../../_components/room-header";

export type AccountsScreenProps = { page: AccountPage; query: string; cursor: string | null; zone: string };

const columns = ["name", "reference", "email", "country", "since", "owes"] as const;

function hrefOf(query: string, cursor: string | null): Route {
  const params = new URLSearchParams({ ...(query ? { q: query } : {}), ...(cursor ? { cursor } : {}) }).toString();
  return (params ? `/console/accounts?${params}` : "/console/accounts") as Route;
}

function SearchField({ query }: { query: string }) {
  const t = useTranslations("console.accounts");
  return (
    <search>
      <form action="/console/accounts" method="get" className="relative w-64 max-sm:w-full">
        <Search aria-hidden size={16} strokeWidth={1.75} className="absolute inset-y-0 left-2.5 my-auto text-text-3" />
        <Input
          name="q"
          defaultValue={query}
          aria-label={t("search")}
          placeholder={t("search")}
          maxLength={100}
          className="bg-bg pl-8"
        />
      </form>
    </search>
  );
}

function Row({ account, zone }: { account: AccountRow; zone: string }) {
  const t = useTranslations("console.accounts");
  const cell = "h-10 px-2 py-1.5 max-md:h-auto max-md:p-0";
  return (
    <tr
      data-testid={`row-${account.id}`}
      className="relative border-t border-row-sep first:border-t-0 hover:bg-bg max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4 max-md:px-4 max-md:py-3"
    >
      <td className={`${cell} font-medium md:pl-6`}>
        <Link
          href={`/console/accounts/${account.id}` as Route}
          className="text-text no-underline after:absolute after:inset-0 hover:underline"
        >
          {account.name}
        </Link>
      </td>
      <td className={`${cell} font-mono text-micro text-text-3 max-md:order-4 max-md:text-right`}>
        {account.reference}
      </td>
      <td className={`${cell} text-text-2 max-md:order-3`}>{account.email}</td>
      <td className={`${cell} text-text-2 max-md:hidden`}>{account.country}</td>
      <td className={`${cell} text-text-2 max-md:hidden`}>
        <DayText day={dayInZone(account.activatedAt, zone)} />
      </td>
      <td className={`${cell} text-right font-medium max-md:order-2 md:pr-6`}>
        {account.balances.length === 0 && <span className="font-normal text-text-3">{t("nothing")}</span>}
        {account.balances.map(({ currency, balanceMinor }) => (
          <MoneyText key={currency} minor={balanceMinor} currency={currency} className="block" />
        ))}
      </td>
    </tr>
  );
}

export function AccountsScreen({ page, query, cursor, zone }: AccountsScreenProps) {
  const t = useTranslations("console.accounts");
  const isEmpty = page.rows.length === 0;
  return (
    <PageMain page="T1" state={isEmpty ? "empty" : "ready"}>
      <RoomHeader title={t("title")}>
        <SearchField query={query} />
      </RoomHeader>
      {isEmpty && (
        <div className="px-4 md:px-6">
          <EmptyState
            title={query ? t("noMatch", { query }) : t("none")}
            action={query ? <LinkButton href={"/console/accounts" as Route}>{t("clear")}</LinkButton> : undefined}
          >
            {query ? t("noMatchBody") : t("noneBody")}
          </EmptyState>
        </div>
      )}
      {!isEmpty && (
        <TableScroll label={t("title")}>
          <table className="w-full border-collapse text-table max-md:block">
            <thead className="border-b border-border max-md:sr-only">
              <tr>
                {columns.map((column) => (
                  <th
                    key={column}
                    scope="col"
                    className={`h-9 px-2 text-micro font-medium text-text-3 first:pl-6 last:pr-6 ${column === "owes" ? "text-right" : "text-left"}`}
                  >
                    {t(`columns.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="border-b border-border max-md:block">
              {page.rows.map((account) => (
                <Row key={account.id} account={account} zone={zone} />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      <nav
        aria-label={t("pages")}
        className="flex items-center justify-between gap-4 px-4 py-3 text-small text-text-2 md:px-6"
      >
        <span>{t("shown", { count: page.rows.length })}</span>
        <span className="flex gap-2">
          {cursor && <LinkButton href={hrefOf(query, null)}>{t("newest")}</LinkButton>}
          {page.nextCursor && <LinkButton href={hrefOf(query, page.nextCursor)}>{t("older")}</LinkButton>}
        </span>
      </nav>
    </PageMain>
  );
}
