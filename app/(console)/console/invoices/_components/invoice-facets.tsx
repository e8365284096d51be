import { useTranslations } from "next-intl";
import type { InvoiceList } from "@/server/support";
import { ListFacet } from "../../_components/list-facet";
import { type InvoicesAddress, withFilters } from "./invoices-address";

/** What else could be chosen, by currency and by seller. */
export function InvoiceFacets({ list, address }: { list: InvoiceList; address: InvoicesAddress }) {
  const t = useTranslations("finance.invoices.facets");
  const names = new Map(list.sellers.map(({ key, name }) => [key, name]));
  const { currency, sellerKey } = address.filters;
  return (
    <div className="border-b border-border md:flex md:divide-x md:divide-border">
      <ListFacet
        label={t("currency")}
        current={currency}
        values={list.facets.currency.map(({ key, count }) => ({
          ...{ key, name: key, count },
          href: withFilters(address, { currency: key === currency ? null : key }),
        }))}
      />
      <ListFacet
        label={t("seller")}
        current={sellerKey}
        values={list.facets.seller.map(({ key, count }) => ({
          ...{ key, name: names.get(key) ?? key, count },
          href: withFilters(address, { sellerKey: key === sellerKey ? null : key }),
        }))}
      />
    </div>
  );
}
