import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { SmallField } from "../../_components/small-field";
import { type InvoicesAddress, isFiltered, noInvoiceFilters, withFilters } from "./invoices-address";

function Kept({ address: { filters, sort, direction } }: { address: InvoicesAddress }) {
  const kept = { status: filters.status, currency: filters.currency, seller: filters.sellerKey, sort, dir: direction };
  return Object.entries(kept).map(
    ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
  );
}

export function InvoicesFilters({ address, note }: { address: InvoicesAddress; note: string }) {
  const t = useTranslations("finance.invoices.filters");
  const { filters } = address;
  return (
    <search>
      <form
        // The fields show what the address says, also after it was left by a link.
        key={[filters.query, filters.issuedFrom, filters.issuedTo].join("|")}
        action="/console/invoices"
        method="get"
        aria-label={t("label")}
        className="grid items-end min-[360px]:max-md:grid-cols-2 gap-x-3 gap-y-2 border-b border-border px-4 py-3 md:flex md:flex-wrap md:px-6"
      >
        <Kept address={address} />
        <SmallField id="q" label={t("query")} className="max-md:col-span-full md:w-60">
          <Input id="q" name="q" defaultValue={filters.query} maxLength={120} data-list-filter="" />
        </SmallField>
        <SmallField id="from" label={t("from")} className="md:w-40">
          <Input id="from" name="from" type="date" defaultValue={filters.issuedFrom ?? ""} />
        </SmallField>
        <SmallField id="to" label={t("to")} className="md:w-40">
          <Input id="to" name="to" type="date" defaultValue={filters.issuedTo ?? ""} />
        </SmallField>
        <span className="flex gap-2 max-md:col-span-full">
          <Button>{t("apply")}</Button>
          {isFiltered(address) && <LinkButton href={withFilters(address, noInvoiceFilters)}>{t("clear")}</LinkButton>}
        </span>
        <p className="ml-auto self-center text-small text-text-2 max-md:hidden">{note}</p>
      </form>
    </search>
  );
}
