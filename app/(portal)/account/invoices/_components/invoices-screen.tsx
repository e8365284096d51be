import { clsx } from "clsx";
import { Search } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/billing/money-text";
import { PageMain } from "@/components/layout/page-main";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import type { InvoiceSummary } from "@/server/invoices";
import type { PlainDate } from "@/server/kernel";
import { InvoiceRows } from "../../_components/invoice-rows";
import { countInvoices, filterInvoices, totalInvoices } from "../filter-invoices";
import { type InvoiceSearch, invoiceFilters, invoiceSearchHref } from "../search-params";

export type InvoicesScreenProps = { invoices: readonly InvoiceSummary[]; search: InvoiceSearch; today: PlainDate };

function Filters({ invoices, search }: Omit<InvoicesScreenProps, "today">) {
  const t = useTranslations("account.invoices");
  const counts = countInvoices(invoices);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
      <search className="max-sm:w-full">
        <form action="/account/invoices" method="get" className="relative">
          <Search
            aria-hidden
            size={18}
            strokeWidth={1.75}
            className="absolute inset-y-0 left-3.5 my-auto text-text-3"
          />
          {search.show !== "all" && <input type="hidden" name="show" value={search.show} />}
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
      <nav aria-label={t("filters")} className="flex flex-wrap gap-2">
        {invoiceFilters.map((show) => (
          <Link
            key={show}
            href={invoiceSearchHref({ ...search, show }) as Route}
            aria-current={show === search.show ? "true" : undefined}
            className={clsx(
              "inline-flex min-h-9 items-center gap-1.5 rounded-control border px-3 text-sm font-medium no-underline pointer-coarse:min-h-11",
              show === search.show
                ? "border-brand bg-brand-soft text-brand"
                : "border-border bg-surface text-text-2 hover:text-text",
            )}
          >
            {t(show)} <span className="tabular font-normal">{counts[show]}</span>
          </Link>
        ))}
      </nav>
    </div>
  );
}

function Totals({ invoices }: { invoices: readonly InvoiceSummary[] }) {
  const t = useTranslations("account.invoices");
  return (
    <div className="mt-4 flex flex-wrap justify-between gap-x-8 gap-y-2">
      <p className="font-semibold">{t("count", { count: invoices.length })}</p>
      <ul className="flex flex-col gap-1 md:pr-16">
        {totalInvoices(invoices).map(({ currency, totalMinor, balanceMinor }) => (
          <li key={currency} className="flex items-baseline justify-end gap-4">
            {balanceMinor > 0n && (
              <span className="text-sm text-text-2">
                {t("stillOpen")} <MoneyText minor={balanceMinor} currency={currency} />
              </span>
            )}
            <MoneyText minor={totalMinor} currency={currency} testId="amt-total" className="font-semibold" />
          </li>
        ))}
      </ul>
    </div>
  );
}

export function InvoicesScreen({ invoices, search, today }: InvoicesScreenProps) {
  const t = useTranslations("account.invoices");
  const shown = filterInvoices(invoices, search);
  const isFiltered = search.q !== "" || search.show !== "all";
  return (
    <PageMain page="M7" state={shown.length > 0 ? "ready" : "empty"} className="min-w-0">
      <h1 className="mb-6 text-h1 font-semibold tracking-[-0.02em]">{t("title")}</h1>
      {invoices.length > 0 && <Filters invoices={invoices} search={search} />}
      <div className="mt-5">
        {shown.length > 0 && <InvoiceRows invoices={shown} today={today} withIssued />}
        {shown.length > 0 && <Totals invoices={shown} />}
        {shown.length === 0 && isFiltered && (
          <EmptyState
            title={t("noMatch")}
            action={<LinkButton href={"/account/invoices" as Route}>{t("clear")}</LinkButton>}
          />
        )}
        {invoices.length === 0 && !isFiltered && <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>}
      </div>
    </PageMain>
  );
}
