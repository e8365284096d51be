import { useTranslations } from "next-intl";
import { PageMain } from "@/components/layout/page-main";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { JournalPage, LedgerChoices, TrialBalance } from "@/server/support";
import { ListKeys } from "../../_components/list-keys";
import { ListTabs } from "../../_components/list-tabs";
import { RoomHeader } from "../../_components/room-header";
import { BalancesSection } from "./balances-section";
import { EntriesList } from "./entries-list";
import { isFilteredLedger, type LedgerAddress, ledgerHref, ledgerViews } from "./ledger-address";
import { LedgerFilters } from "./ledger-filters";
import { TrialSection } from "./trial-section";

export type LedgerScreenProps = {
  address: LedgerAddress;
  choices: LedgerChoices;
  /** Null where balances are shown. */
  journal: JournalPage | null;
  books: readonly TrialBalance[];
};

function NothingBooked({ address }: { address: LedgerAddress }) {
  const t = useTranslations("finance.ledger");
  const isFiltered = isFilteredLedger(address);
  return (
    <div className="px-4 md:px-6">
      <EmptyState
        title={isFiltered ? t("noMatch") : t("none")}
        action={
          isFiltered ? (
            <LinkButton href={ledgerHref({ view: address.view })}>{t("filters.clear")}</LinkButton>
          ) : undefined
        }
      >
        {isFiltered ? t("noMatchBody") : t("noneBody")}
      </EmptyState>
    </div>
  );
}

export function LedgerScreen({ address, choices, journal, books }: LedgerScreenProps) {
  const t = useTranslations("finance.ledger");
  const isEmpty = journal ? journal.entries.length === 0 : books.length === 0;
  const { sellerKey, currency } = address;
  return (
    <PageMain page="F7" state={isEmpty ? "empty" : "ready"}>
      <RoomHeader title={t("title")} />
      <ListTabs
        label={t("views.label")}
        current={address.view}
        tabs={ledgerViews.map((view) => ({
          key: view,
          label: t(`views.${view}`),
          href: ledgerHref({ view, sellerKey, currency }),
        }))}
      />
      <LedgerFilters address={address} choices={choices} />
      {isEmpty && <NothingBooked address={address} />}
      {journal && !isEmpty && <EntriesList page={journal} address={address} />}
      {address.view === "trial" &&
        books.map((book) => <TrialSection key={`${book.sellerKey}-${book.currency}`} book={book} day={address.day} />)}
      {address.view === "balances" && !isEmpty && (
        <BalancesSection books={books} day={address.day} today={choices.today} />
      )}
      <ListKeys />
    </PageMain>
  );
}
