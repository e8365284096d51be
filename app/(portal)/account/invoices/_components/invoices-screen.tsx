import { CircleAlert, Download, FileDown } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/billing/money-text";
import { PageMain } from "@/components/layout/page-main";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import type { InvoiceSummary } from "@/server/invoices";
import type { PlainDate } from "@/server/kernel";
import { InvoiceRows } from "../../_components/invoice-rows";
import { filterInvoices, type InvoicesOnPage, pageOfInvoices, totalInvoices } from "../filter-invoices";
import { type ArchiveProblem, type InvoiceSearch, invoiceSearchFields, invoiceSearchHref } from "../search-params";
import { InvoiceFilters } from "./invoice-filters";
import { SelectionBar } from "./selection-bar";

export type InvoicesScreenProps = {
  invoices: readonly InvoiceSummary[];
  search: InvoiceSearch;
  problem: ArchiveProblem | null;
  today: PlainDate;
};

const formId = "selection";

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

function Pages({ shown, count, search }: { shown: InvoicesOnPage; count: number; search: InvoiceSearch }) {
  const t = useTranslations("account.invoices");
  const { page, pageCount, from, rows } = shown;
  if (pageCount === 1) return null;
  const link = "link inline-flex min-h-11 items-center font-medium";
  return (
    <nav aria-label={t("pages")} className="mt-4 flex items-center gap-6 text-sm">
      <span className="text-text-2 tabular">{t("page", { from, to: from + rows.length - 1, count })}</span>
      {page > 1 && (
        <Link href={invoiceSearchHref({ ...search, page: page - 1 }) as Route} className={link}>
          {t("newer")}
        </Link>
      )}
      {page < pageCount && (
        <Link href={invoiceSearchHref({ ...search, page: page + 1 }) as Route} className={link}>
          {t("older")}
        </Link>
      )}
    </nav>
  );
}

function List({ found, search, today }: { found: readonly InvoiceSummary[]; search: InvoiceSearch; today: PlainDate }) {
  const t = useTranslations("account.invoices");
  const shown = pageOfInvoices(found, search.page);
  return (
    <form id={formId} action="/account/invoices/archive" method="get">
      {Object.entries(invoiceSearchFields(search)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SelectionBar
        key={`${shown.from} ${shown.rows[0]?.id}`}
        formId={formId}
        all={t("selectAll")}
        selected={t("selected")}
      >
        <Button size="small">
          <Download aria-hidden size={16} strokeWidth={1.75} />
          {t("zip")}
        </Button>
      </SelectionBar>
      <InvoiceRows invoices={shown.rows} today={today} withIssued selectable />
      <Totals invoices={found} />
      <Pages shown={shown} count={found.length} search={search} />
    </form>
  );
}

function Heading({ search: { year }, isEmpty }: { search: InvoiceSearch; isEmpty: boolean }) {
  const t = useTranslations("account.invoices");
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <h1 className="text-h1 font-semibold tracking-[-0.02em]">{t("title")}</h1>
      {!isEmpty && (
        <a href={`/account/invoices/csv${year === null ? "" : `?year=${year}`}`} className={buttonStyle({})} download>
          <FileDown aria-hidden size={18} strokeWidth={1.75} />
          {year === null ? t("csvAll") : t("csv", { year: String(year) })}
        </a>
      )}
    </div>
  );
}

export function InvoicesScreen({ invoices, search, problem, today }: InvoicesScreenProps) {
  const t = useTranslations("account.invoices");
  const found = filterInvoices(invoices, search);
  const isFiltered = search.q !== "" || search.show !== "all" || search.year !== null;
  return (
    <PageMain page="M7" state={found.length > 0 ? "ready" : "empty"} className="min-w-0">
      <Heading search={search} isEmpty={invoices.length === 0} />
      {problem && (
        <div role="alert" className="mb-6">
          <Notice
            tone="warning"
            icon={<CircleAlert aria-hidden size={22} strokeWidth={1.75} />}
            title={t(`problems.${problem}`)}
          />
        </div>
      )}
      {invoices.length > 0 && <InvoiceFilters invoices={invoices} search={search} />}
      <div className="mt-5">
        {found.length > 0 && <List found={found} search={search} today={today} />}
        {found.length === 0 && isFiltered && (
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
