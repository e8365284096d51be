import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { ledgerAccountCodes } from "@/server/ledger/core";
import type { LedgerChoices } from "@/server/support";
import { SmallField } from "../../_components/small-field";
import { isFilteredLedger, type LedgerAddress, ledgerHref } from "./ledger-address";

type LedgerFiltersProps = { address: LedgerAddress; choices: LedgerChoices };

function DayFields({ address }: { address: LedgerAddress }) {
  const t = useTranslations("finance.ledger.filters");
  const fields =
    address.view === "entries"
      ? ([
          ["from", address.from],
          ["to", address.to],
        ] as const)
      : ([["day", address.day]] as const);
  return fields.map(([name, value]) => (
    <SmallField key={name} id={name} label={t(name === "day" ? "asOf" : name)} className="md:w-40">
      <Input id={name} name={name} type="date" defaultValue={value ?? ""} />
    </SmallField>
  ));
}

function AccountField({ address }: { address: LedgerAddress }) {
  const t = useTranslations("finance.ledger");
  return (
    <SmallField id="account" label={t("filters.account")} className="max-md:col-span-full md:w-44">
      <Select id="account" name="account" defaultValue={address.ledgerAccount ?? ""} data-list-filter="">
        <option value="">{t("filters.anyAccount")}</option>
        {ledgerAccountCodes.map((code) => (
          <option key={code} value={code}>
            {t(`accounts.${code}`)}
          </option>
        ))}
      </Select>
    </SmallField>
  );
}

export function LedgerFilters({ address, choices }: LedgerFiltersProps) {
  const t = useTranslations("finance.ledger.filters");
  return (
    <search>
      <form
        // The fields show what the address says, also after it was left by a link.
        key={ledgerHref({ ...address, after: null })}
        action="/console/ledger"
        method="get"
        aria-label={t("label")}
        className="grid items-end min-[360px]:max-md:grid-cols-2 gap-x-3 gap-y-2 border-b border-border px-4 py-3 md:flex md:flex-wrap md:px-6"
      >
        {address.view !== "entries" && <input type="hidden" name="view" value={address.view} />}
        {address.view === "entries" && <AccountField address={address} />}
        <SmallField id="seller" label={t("seller")} className="md:w-44">
          <Select id="seller" name="seller" defaultValue={address.sellerKey ?? ""}>
            <option value="">{t("anySeller")}</option>
            {choices.sellers.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </Select>
        </SmallField>
        <SmallField id="currency" label={t("currency")} className="md:w-36">
          <Select id="currency" name="currency" defaultValue={address.currency ?? ""}>
            <option value="">{t("anyCurrency")}</option>
            {choices.currencies.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </Select>
        </SmallField>
        <DayFields address={address} />
        <span className="flex gap-2">
          <Button>{t("apply")}</Button>
          {isFilteredLedger(address) && <LinkButton href={ledgerHref({ view: address.view })}>{t("clear")}</LinkButton>}
        </span>
      </form>
    </search>
  );
}
