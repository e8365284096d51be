import { useTranslations } from "next-intl";
import { countryName } from "@/server/documents/core";
import type { AccountList } from "@/server/support";
import { type AccountDebt, accountDebts } from "@/server/support/core";
import { ListFacet } from "../../_components/list-facet";
import { type AccountsAddress, withFilters } from "./accounts-address";

const countriesShown = 8;

type Facets = { list: AccountList; address: AccountsAddress };

// The largest countries; the one that is chosen stays in sight.
function useCountries({ list, address }: Facets) {
  const { country } = address.filters;
  return [...list.facets.country]
    .sort((a, b) => b.count - a.count)
    .filter(({ key }, place) => place < countriesShown || key === country)
    .map(({ key, count }) => ({
      ...{ key, name: countryName(key), count },
      href: withFilters(address, { country: key === country ? null : key }),
    }));
}

function useDebts({ list, address }: Facets) {
  const t = useTranslations("console.accounts.owes");
  const counts = new Map(list.facets.owes.map(({ key, count }) => [key, count]));
  const { owes } = address.filters;
  const toValue = (key: AccountDebt) => ({
    ...{ key, name: t(key), count: counts.get(key) ?? 0 },
    href: withFilters(address, { owes: key === owes ? null : key }),
  });
  return accountDebts.map(toValue);
}

/** What else could be chosen, by debt, country and currency. */
export function AccountFacets({ list, address }: Facets) {
  const t = useTranslations("console.accounts.facets");
  const { owes, country, currency } = address.filters;
  const debts = useDebts({ list, address });
  return (
    <div className="border-b border-border md:flex md:divide-x md:divide-border">
      {list.mayReadMoney && <ListFacet label={t("owes")} current={owes} values={debts} />}
      <ListFacet label={t("country")} current={country} values={useCountries({ list, address })} />
      <ListFacet
        label={t("currency")}
        current={currency}
        values={list.facets.currency.map(({ key, count }) => ({
          ...{ key, name: key, count },
          href: withFilters(address, { currency: key === currency ? null : key }),
        }))}
      />
    </div>
  );
}
