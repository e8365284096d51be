import { Download } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { InvoiceStatusBadge } from "@/components/billing/invoice-status-badge";
import { MoneyText } from "@/components/billing/money-text";
import { TimeText } from "@/components/billing/time-text";
import { PageMain } from "@/components/layout/page-main";
import { buttonStyle } from "@/components/ui/button-style";
import { Link } from "@/components/ui/link";
import { isCreditNote } from "@/server/invoices/core";
import type { PlainDate } from "@/server/kernel";
import type { InvoicePageView } from "@/server/support";
import { Metrics } from "../../../_components/metrics";
import { RecordHeader } from "../../../_components/room-header";
import { CorrectionActions, type CorrectionRights } from "./correction-actions";
import { CorrectionsSection, InvoiceLink } from "./corrections-section";
import { InvoicePaper } from "./invoice-paper";
import { JournalSection } from "./journal-section";
import { LinesSection } from "./lines-section";
import { PaymentsSection } from "./payments-section";
import { RevenueSection } from "./revenue-section";
import { TaxSection } from "./tax-section";

export type ConsoleInvoiceProps = { view: InvoicePageView; today: PlainDate; rights: CorrectionRights };

function InvoiceFacts({ view }: { view: InvoicePageView }) {
  const t = useTranslations("console.invoice.facts");
  const { invoice, account, seller } = view;
  const look = { currency: invoice.currency };
  return (
    <Metrics
      metrics={[
        {
          key: "account",
          label: t("account"),
          value: (
            <Link
              href={`/console/accounts/${account.id}` as Route}
              className="text-base text-brand no-underline hover:underline"
            >
              {account.name}
            </Link>
          ),
        },
        {
          key: "total",
          label: t("total"),
          value: <MoneyText minor={invoice.totalMinor} {...look} testId="amt-total" />,
        },
        {
          key: "balance",
          label: t("balance"),
          value: <MoneyText minor={invoice.balanceMinor} {...look} testId="amt-balance" />,
        },
        { key: "issued", label: t("issued"), value: <DayText day={invoice.issueOn} className="text-base" /> },
        { key: "seller", label: t("seller"), value: <span className="text-base">{seller.legalName}</span> },
        {
          key: "posted",
          label: t("posted"),
          value: (
            <span className="text-base">
              <TimeText at={invoice.postedAt} zone={account.timeZone} withDay className="whitespace-normal" />
            </span>
          ),
          note: t("final"),
        },
      ]}
    />
  );
}

function Amended({ amends }: { amends: NonNullable<InvoicePageView["amends"]> }) {
  const t = useTranslations("console.invoice.amends");
  return (
    <span>
      {t.rich(amends.kind, {
        number: amends.number,
        invoice: (chunks) => <InvoiceLink id={amends.invoiceId}>{chunks}</InvoiceLink>,
      })}
      , {amends.reason}
    </span>
  );
}

function CreditNoteOf({ corrects }: Pick<InvoicePageView, "corrects">) {
  const t = useTranslations("console.invoice");
  return (
    <>
      <span>{t("creditNote")}</span>
      {corrects.map(({ id, number }) => (
        <span key={id}>
          {t.rich("corrects", { number, invoice: (chunks) => <InvoiceLink id={id}>{chunks}</InvoiceLink> })}
        </span>
      ))}
    </>
  );
}

export function InvoiceScreen({ view, today, rights }: ConsoleInvoiceProps) {
  const t = useTranslations("console.invoice");
  const { invoice, account, amends, seller, corrects } = view;
  return (
    <PageMain page="F2">
      <RecordHeader
        crumbs={[
          { href: "/console/accounts", label: t("accounts") },
          { href: `/console/accounts/${account.id}`, label: account.name },
          { label: t("crumb") },
        ]}
        title={invoice.number}
        facts={
          isCreditNote(invoice, seller) ? <CreditNoteOf corrects={corrects} /> : amends && <Amended amends={amends} />
        }
        badges={<InvoiceStatusBadge invoice={invoice} today={today} />}
        actions={
          <>
            <CorrectionActions view={view} rights={rights} />
            <a href={`/console/invoices/${invoice.id}/pdf`} className={buttonStyle({ size: "small" })}>
              <Download aria-hidden size={16} strokeWidth={1.75} />
              {t("download")}
            </a>
          </>
        }
      />
      <InvoiceFacts view={view} />
      <div className="flex flex-col-reverse lg:grid lg:grid-cols-[520px_minmax(0,1fr)]">
        <div className="bg-sunken p-4 md:p-6">
          <InvoicePaper view={view} />
        </div>
        <div className="min-w-0 border-border lg:border-l">
          <LinesSection view={view} />
          <JournalSection view={view} />
          <TaxSection view={view} />
          <PaymentsSection view={view} />
          <CorrectionsSection view={view} />
          <RevenueSection view={view} />
        </div>
      </div>
    </PageMain>
  );
}
