import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { SmallField } from "../../_components/small-field";
import { type AccountsAddress, isFiltered, noAccountFilters, withFilters } from "./accounts-address";

function Kept({ address: { filters, sort, direction } }: { address: AccountsAddress }) {
  const { query: _, ...choices } = filters;
  return Object.entries({ ...choices, sort, dir: direction }).map(
    ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
  );
}

export function AccountsFilters({ address }: { address: AccountsAddress }) {
  const t = useTranslations("console.accounts");
  const { query } = address.filters;
  return (
    <search>
      <form
        // The field shows what the address says, also after it was left by a link.
        key={query}
        action="/console/accounts"
        method="get"
        aria-label={t("filter")}
        className="flex flex-wrap items-end gap-x-3 gap-y-2 border-b border-border px-4 py-3 md:px-6"
      >
        <SmallField id="q" label={t("search")} className="max-md:w-full md:w-72">
          <Input id="q" name="q" defaultValue={query} maxLength={120} data-list-filter="" />
        </SmallField>
        <Kept address={address} />
        <Button>{t("apply")}</Button>
        {isFiltered(address) && <LinkButton href={withFilters(address, noAccountFilters)}>{t("clear")}</LinkButton>}
      </form>
    </search>
  );
}
