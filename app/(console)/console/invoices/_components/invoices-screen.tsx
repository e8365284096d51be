import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { cityOf, formatDay, formatTime } from "@/components/billing/format-day";
import { PageMain } from "@/components/layout/page-main";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { invoiceStatuses } from "@/server/invoices/core";
import { dayInZone } from "@/server/kernel";
import type { InvoiceList } from "@/server/support";
import { ListKeys } from "../../_components/list-keys";
import { ListPages } from "../../_components/list-pages";
import { ListTabs } from "../../_components/list-tabs";
import { RoomHeader } from "../../_components/room-header";
import { InvoiceFacets } from "./invoice-facets";
import {
  exportHref,
  type InvoicesAddress,
  invoicesHref,
  isFiltered,
  noInvoiceFilters,
  withFilters,
} from "./invoices-address";
import { InvoicesFilters } from "./invoices-filters";
import { InvoicesTable } from "./invoices-table";

export type InvoicesScreenProps = { list: InvoiceList; address: InvoicesAddress; now: Date; zone: string };

function StatusTabs({ list, address }: Pick<InvoicesScreenProps, "list" | "address">) {
  const t = useTranslations("finance.invoices");
  const counts = new Map(list.facets.status.map(({ key, count }) => [key, count]));
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const tabs = [null, ...invoiceStatuses].map((status) => ({
    key: status ?? "all",
    label: t(`status.${status ?? "all"}`),
    count: status ? (counts.get(status) ?? 0) : all,
    href: withFilters(address, { status }),
  }));
  return <ListTabs label={t("statusLabel")} tabs={tabs} current={address.filters.status ?? "all"} />;
}

function NoInvoices({ address }: { address: InvoicesAddress }) {
  const t = useTranslations("finance.invoices");
  return (
    <div className="px-4 md:px-6">
      {isFiltered(address) ? (
        <EmptyState
          title={t("noMatch")}
          action={<LinkButton href={withFilters(address, noInvoiceFilters)}>{t("filters.clear")}</LinkButton>}
        >
          {t("noMatchBody")}
        </EmptyState>
      ) : (
        <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>
      )}
    </div>
  );
}

export function InvoicesScreen({ list, address, now, zone }: InvoicesScreenProps) {
  const t = useTranslations("finance.invoices");
  const isEmpty = list.rows.length === 0;
  const today = dayInZone(now, zone);
  return (
    <PageMain page="F1" state={isEmpty ? "empty" : "ready"}>
      <RoomHeader title={t("title")}>
        {list.count > 0 && (
          <a href={exportHref(address)} download className={buttonStyle({})}>
            <Download aria-hidden size={16} strokeWidth={1.75} />
            {t("export", { count: list.count })}
          </a>
        )}
      </RoomHeader>
      <StatusTabs list={list} address={address} />
      <InvoicesFilters
        address={address}
        note={t("asOf", { day: formatDay(today), time: formatTime(now, zone), city: cityOf(zone) })}
      />
      <InvoiceFacets list={list} address={address} />
      {isEmpty ? <NoInvoices address={address} /> : <InvoicesTable list={list} address={address} today={today} />}
      <ListPages
        shown={list.rows.length}
        count={list.count}
        first={address.after ? invoicesHref({ ...address, after: null }) : null}
        next={list.next ? invoicesHref({ ...address, after: list.next }) : null}
      />
      <ListKeys />
    </PageMain>
  );
}
