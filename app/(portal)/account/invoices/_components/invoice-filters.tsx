import { clsx } from "clsx";
import { Search } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import type { InvoiceSummary } from "@/server/invoices";
import { countInvoices, ofYear, yearsOfInvoices } from "../filter-invoices";
import { type InvoiceSearch, invoiceFilters, invoiceSearchFields, invoiceSearchHref } from "../search-params";

type InvoiceFiltersProps = { invoices: readonly InvoiceSummary[]; search: InvoiceSearch };

function Chip({ search, isChosen, children }: { search: InvoiceSearch; isChosen: boolean; children: ReactNode }) {
  return (
    <Link
      href={invoiceSearchHref({ ...search, page: 1 }) as Route}
      aria-current={isChosen ? "true" : undefined}
      className={clsx(
        "inline-flex min-h-9 items-center gap-1.5 rounded-control border px-3 text-sm font-medium no-underline pointer-coarse:min-h-11",
        isChosen ? "border-brand bg-brand-soft text-brand" : "border-border bg-surface text-text-2 hover:text-text",
      )}
    >
      {children}
    </Link>
  );
}

function SearchField({ search }: Pick<InvoiceFiltersProps, "search">) {
  const t = useTranslations("account.invoices");
  const { q: _, ...kept } = invoiceSearchFields({ ...search, page: 1 });
  return (
    <search className="max-sm:w-full">
      <form action="/account/invoices" method="get" className="relative">
        <Search aria-hidden size={18} strokeWidth={1.75} className="absolute inset-y-0 left-3.5 my-auto text-text-3" />
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Input
          name="q"
          defaultValue={search.q}
          aria-label={t("search")}
          placeholder={t("search")}
          maxLength={60}
          className="pl-10 sm:w-[248px]"
        />
        <button type="submit" className="sr-only">
          {t("find")}
        </button>
      </form>
    </search>
  );
}

export function InvoiceFilters({ invoices, search }: InvoiceFiltersProps) {
  const t = useTranslations("account.invoices");
  const counts = countInvoices(ofYear(invoices, search.year));
  const years = yearsOfInvoices(invoices);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
      <SearchField search={search} />
      <nav aria-label={t("filters")} className="flex flex-wrap gap-2">
        {invoiceFilters.map((show) => (
          <Chip key={show} search={{ ...search, show }} isChosen={show === search.show}>
            {t(show)} <span className="tabular font-normal">{counts[show]}</span>
          </Chip>
        ))}
      </nav>
      {(years.length > 1 || search.year !== null) && (
        <nav aria-label={t("years")} className="flex flex-wrap gap-2">
          <Chip search={{ ...search, year: null }} isChosen={search.year === null}>
            {t("allYears")}
          </Chip>
          {years.map((year) => (
            <Chip key={year} search={{ ...search, year }} isChosen={year === search.year}>
              {String(year)}
            </Chip>
          ))}
        </nav>
      )}
    </div>
  );
}
