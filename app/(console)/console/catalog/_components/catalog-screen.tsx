import { useTranslations } from "next-intl";
import { PageMain } from "@/components/layout/page-main";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import type { CatalogList } from "@/server/support";
import { catalogKinds } from "@/server/support/core";
import { ListFacet } from "../../_components/list-facet";
import { ListKeys } from "../../_components/list-keys";
import { ListPages } from "../../_components/list-pages";
import { ListTabs } from "../../_components/list-tabs";
import { RoomHeader } from "../../_components/room-header";
import { SmallField } from "../../_components/small-field";
import { type CatalogAddress, catalogHref, isFiltered, noCatalogFilters, withFilters } from "./catalog-address";
import { CatalogTable } from "./catalog-table";

export type CatalogScreenProps = {
  list: CatalogList;
  address: CatalogAddress;
};

function KindTabs({ list, address }: CatalogScreenProps) {
  const t = useTranslations("catalog.list");
  const counts = new Map(list.facets.kind.map(({ key, count }) => [key, count]));
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const tabs = [null, ...catalogKinds].map((kind) => ({
    key: kind ?? "all",
    label: t(`kinds.${kind ?? "all"}`),
    count: kind ? (counts.get(kind) ?? 0) : all,
    href: withFilters(address, { kind }),
  }));
  return <ListTabs label={t("kindLabel")} tabs={tabs} current={address.filters.kind ?? "all"} />;
}

function Filters({ address }: Pick<CatalogScreenProps, "address">) {
  const t = useTranslations("catalog.list");
  const { query, kind, state, product } = address.filters;
  const kept = { kind, state, product, ccy: address.currency };
  return (
    <search>
      <form
        // The field shows what the address says, also after it was left by a link.
        key={query}
        action="/console/catalog"
        method="get"
        aria-label={t("filter")}
        className="flex flex-wrap items-end gap-x-3 gap-y-2 border-b border-border px-4 py-3 md:px-6"
      >
        <SmallField id="q" label={t("search")} className="max-md:w-full md:w-72">
          <Input id="q" name="q" defaultValue={query} maxLength={120} data-list-filter="" />
        </SmallField>
        {Object.entries(kept).map(
          ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <Button>{t("apply")}</Button>
        {isFiltered(address) && <LinkButton href={withFilters(address, noCatalogFilters)}>{t("clear")}</LinkButton>}
      </form>
    </search>
  );
}

function Facets({ list, address }: CatalogScreenProps) {
  const t = useTranslations("catalog.list");
  const states = useTranslations("billing.status.rate_plan");
  const { state, product } = address.filters;
  return (
    <div className="border-b border-border md:flex md:divide-x md:divide-border md:[&>nav]:shrink-0 md:[&>nav:nth-child(2)]:shrink">
      <ListFacet
        label={t("facets.state")}
        current={state}
        values={list.facets.state.map(({ key, count }) => ({
          ...{ key, name: states(key), count },
          href: withFilters(address, { state: key === state ? null : key }),
        }))}
      />
      <ListFacet
        label={t("facets.product")}
        current={product}
        values={list.facets.product.map(({ key, count }) => ({
          ...{ key, name: list.productNames[key] ?? key, count },
          href: withFilters(address, { product: key === product ? null : key }),
        }))}
      />
      <ListFacet
        label={t("facets.currency")}
        current={list.currency}
        values={list.currencies.map(({ key, count }) => ({
          ...{ key, name: key, count },
          href: catalogHref({ ...address, currency: key }),
        }))}
      />
    </div>
  );
}

function NoPlans({ address }: Pick<CatalogScreenProps, "address">) {
  const t = useTranslations("catalog.list");
  return (
    <div className="px-4 md:px-6">
      {isFiltered(address) ? (
        <EmptyState
          title={t("noMatch")}
          action={<LinkButton href={withFilters(address, noCatalogFilters)}>{t("clear")}</LinkButton>}
        >
          {t("noMatchBody")}
        </EmptyState>
      ) : (
        <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>
      )}
    </div>
  );
}

export function CatalogScreen({ list, address }: CatalogScreenProps) {
  const t = useTranslations("catalog");
  const isEmpty = list.count === 0;
  return (
    <PageMain page="D1" state={isEmpty ? "empty" : "ready"}>
      <RoomHeader title={t("title")} />
      <KindTabs list={list} address={address} />
      <Filters address={address} />
      <Facets list={list} address={address} />
      {isEmpty ? <NoPlans address={address} /> : <CatalogTable list={list} />}
      <ListPages shown={list.count} count={list.count} first={null} next={null} />
      <ListKeys />
    </PageMain>
  );
}
