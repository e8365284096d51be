import Link from "next/link";
import { useTranslations } from "next-intl";
import type { InvoiceList } from "@/server/support";
import { type InvoicesAddress, withFilters } from "./invoices-address";

type Choice = "currency" | "sellerKey";

type FacetProps = {
  label: string;
  choice: Choice;
  address: InvoicesAddress;
  values: ReadonlyArray<{ key: string; count: number }>;
  nameOf: (key: string) => string;
};

function Facet({ label, choice, address, values, nameOf }: FacetProps) {
  const chosen = address.filters[choice];
  return (
    <nav aria-label={label} className="min-w-0 px-4 py-2 md:first:pl-6">
      <p className="text-micro text-text-2">{label}</p>
      <ul className="-mx-1.5 flex flex-wrap gap-x-2">
        {values.map(({ key, count }) => (
          <li key={key}>
            <Link
              href={withFilters(address, { [choice]: key === chosen ? null : key })}
              scroll={false}
              aria-current={key === chosen ? "true" : undefined}
              className="inline-flex min-h-7 items-center gap-1.5 rounded-badge px-1.5 text-small font-medium text-text no-underline hover:bg-sunken aria-[current=true]:bg-brand-soft aria-[current=true]:text-brand pointer-coarse:min-h-11"
            >
              {nameOf(key)} <span className="tabular font-normal opacity-90">{count.toLocaleString("en-GB")}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What else could be chosen, and how much would be shown then; choosing it again takes it back. */
export function InvoiceFacets({ list, address }: { list: InvoiceList; address: InvoicesAddress }) {
  const t = useTranslations("finance.invoices.facets");
  const names = new Map(list.sellers.map(({ key, name }) => [key, name]));
  return (
    <div className="border-b border-border md:flex md:divide-x md:divide-border">
      <Facet
        label={t("currency")}
        choice="currency"
        address={address}
        values={list.facets.currency}
        nameOf={(key) => key}
      />
      <Facet
        label={t("seller")}
        choice="sellerKey"
        address={address}
        values={list.facets.seller}
        nameOf={(key) => names.get(key) ?? key}
      />
    </div>
  );
}
