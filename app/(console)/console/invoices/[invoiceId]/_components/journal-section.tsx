import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { MoneyText } from "@/components/billing/money-text";
import { plainDate } from "@/server/kernel";
import type { InvoicePageView } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable } from "../../../_components/grid-table";
import { Nothing, Section } from "../../../_components/section";

type Entry = InvoicePageView["journal"][number];

function EntryTable({ entry }: { entry: Entry }) {
  const t = useTranslations("console.invoice.journal");
  const debits = entry.postings.filter(({ amountMinor }) => amountMinor > 0n);
  const credits = entry.postings.filter(({ amountMinor }) => amountMinor < 0n);
  const sum = (list: typeof debits) => list.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  const currency = entry.postings[0]?.currency ?? "EUR";
  const figure = (minor: bigint) => <MoneyText minor={minor} currency={currency} symbol={false} />;
  return (
    <GridTable className="mb-4 last:mb-0">
      <caption className="pb-1 text-left text-small text-text-2">
        {t("entry", { kind: entry.sourceKind.replaceAll("_", " "), day: formatDay(plainDate(entry.postedOn)) })}
      </caption>
      <GridHead
        columns={[
          { key: "account", label: t("account") },
          { key: "debit", label: t("debit"), align: "right" },
          { key: "credit", label: t("credit"), align: "right" },
        ]}
      />
      <tbody>
        {entry.postings.map(({ ledgerAccount, name, detail, amountMinor }) => (
          <GridRow key={`${ledgerAccount} ${detail}`}>
            <GridCell>
              <span className="font-medium">{name}</span> <span className="text-text-2">{detail}</span>
            </GridCell>
            <GridCell align="right">{amountMinor > 0n && figure(amountMinor)}</GridCell>
            <GridCell align="right">{amountMinor < 0n && figure(-amountMinor)}</GridCell>
          </GridRow>
        ))}
        <GridRow className="border-t border-border font-semibold">
          <GridCell>{currency}</GridCell>
          <GridCell align="right">{figure(sum(debits))}</GridCell>
          <GridCell align="right">{figure(-sum(credits))}</GridCell>
        </GridRow>
      </tbody>
    </GridTable>
  );
}

export function JournalSection({ view }: { view: InvoicePageView }) {
  const t = useTranslations("console.invoice.journal");
  const isBalanced = view.journal.every(({ postings }) => postings.reduce((sum, p) => sum + p.amountMinor, 0n) === 0n);
  return (
    <Section
      id="journal"
      title={t("title")}
      count={view.mayReadLedger ? view.journal.length : undefined}
      aside={view.mayReadLedger && view.journal.length > 0 ? t(isBalanced ? "balanced" : "unbalanced") : undefined}
    >
      {!view.mayReadLedger && <Nothing>{t("forbidden")}</Nothing>}
      {view.journal.map((entry) => (
        <EntryTable key={entry.id} entry={entry} />
      ))}
    </Section>
  );
}
