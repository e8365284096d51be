import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { PageMain } from "@/components/layout/page-main";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { AccountList } from "@/server/support";
import { accountStatuses } from "@/server/support/core";
import { ListKeys } from "../../_components/list-keys";
import { ListPages } from "../../_components/list-pages";
import { ListTabs } from "../../_components/list-tabs";
import { RoomHeader } from "../../_components/room-header";
import { AccountFacets } from "./account-facets";
import {
  type AccountsAddress,
  accountsHref,
  exportHref,
  isFiltered,
  noAccountFilters,
  withFilters,
} from "./accounts-address";
import { AccountsFilters } from "./accounts-filters";
import { AccountsTable } from "./accounts-table";

export type AccountsScreenProps = { list: AccountList; address: AccountsAddress; zone: string };

function StatusTabs({ list, address }: Pick<AccountsScreenProps, "list" | "address">) {
  const t = useTranslations("console.accounts");
  const counts = new Map(list.facets.status.map(({ key, count }) => [key, count]));
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const tabs = [null, ...accountStatuses].map((status) => ({
    key: status ?? "all",
    label: t(`status.${status ?? "all"}`),
    count: status ? (counts.get(status) ?? 0) : all,
    href: withFilters(address, { status }),
  }));
  return <ListTabs label={t("statusLabel")} tabs={tabs} current={address.filters.status ?? "all"} />;
}

function NoAccounts({ address }: { address: AccountsAddress }) {
  const t = useTranslations("console.accounts");
  return (
    <div className="px-4 md:px-6">
      {isFiltered(address) ? (
        <EmptyState
          title={t("noMatch")}
          action={<LinkButton href={withFilters(address, noAccountFilters)}>{t("clear")}</LinkButton>}
        >
          {t("noMatchBody")}
        </EmptyState>
      ) : (
        <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>
      )}
    </div>
  );
}

export function AccountsScreen({ list, address, zone }: AccountsScreenProps) {
  const t = useTranslations("console.accounts");
  const isEmpty = list.rows.length === 0;
  return (
    <PageMain page="T1" state={isEmpty ? "empty" : "ready"}>
      <RoomHeader title={t("title")}>
        {list.count > 0 && (
          <a href={exportHref(address)} download className={buttonStyle({})}>
            <Download aria-hidden size={16} strokeWidth={1.75} />
            {t("export", { count: list.count })}
          </a>
        )}
      </RoomHeader>
      <StatusTabs list={list} address={address} />
      <AccountsFilters address={address} />
      <AccountFacets list={list} address={address} />
      {isEmpty ? <NoAccounts address={address} /> : <AccountsTable list={list} address={address} zone={zone} />}
      <ListPages
        shown={list.rows.length}
        count={list.count}
        first={address.after ? accountsHref({ ...address, after: null }) : null}
        next={list.next ? accountsHref({ ...address, after: list.next }) : null}
      />
      <ListKeys />
    </PageMain>
  );
}
