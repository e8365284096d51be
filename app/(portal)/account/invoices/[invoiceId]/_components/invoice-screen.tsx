import { ChevronLeft, Download } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { InvoiceStatusBadge } from "@/components/billing/invoice-status-badge";
import { PageMain } from "@/components/layout/page-main";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { CreditNote } from "@/server/corrections";
import type { Invoice } from "@/server/invoices";
import type { PlainDate } from "@/server/kernel";
import type { AppliedPayment } from "@/server/payments";
import type { Seller } from "@/server/sellers";
import { InvoiceBeside, type InvoiceBesideProps } from "./invoice-beside";
import { InvoiceCreditNotes } from "./invoice-credit-notes";
import { InvoiceLines } from "./invoice-lines";
import { InvoiceMeta, InvoiceParties } from "./invoice-parties";
import { InvoicePayments } from "./invoice-payments";
import { InvoiceTotals } from "./invoice-totals";
import { PaySection, type ToPay } from "./pay-section";

export type InvoiceScreenProps = {
  invoice: Invoice;
  seller: Seller;
  payments: readonly AppliedPayment[];
  /** What it replaces or adds to, and what replaced it. */
  beside: InvoiceBesideProps;
  creditNotes: readonly CreditNote[];
  /** Of the account, whose days these are. */
  timeZone: string;
  today: PlainDate;
  /** What is left, and how it can be paid; null where nothing is. */
  toPay: ToPay | null;
};

export function InvoiceScreen(props: InvoiceScreenProps) {
  const { invoice, seller, payments, beside, creditNotes, timeZone, today, toPay } = props;
  const t = useTranslations("account.invoice");
  return (
    <PageMain page="M7" className="min-w-0">
      <Link
        href={"/account/invoices" as Route}
        className="mb-4 inline-flex min-h-6 items-center gap-1 text-sm font-medium text-text-2 no-underline hover:text-text"
      >
        <ChevronLeft aria-hidden size={16} strokeWidth={1.75} />
        {t("back")}
      </Link>
      <Card className="max-sm:-mx-5 max-sm:rounded-none max-sm:border-x-0">
        <header className="flex flex-wrap items-center gap-x-4 gap-y-3 border-b border-border px-5 py-5 sm:px-8">
          <h1 className="font-mono text-base font-medium">{invoice.number}</h1>
          <InvoiceStatusBadge invoice={invoice} today={today} audience="customer" />
          <a
            href={`/account/invoices/${invoice.id}/pdf`}
            className={buttonStyle({ width: "phone", className: "ml-auto print:hidden" })}
          >
            <Download aria-hidden size={18} strokeWidth={1.75} />
            {t("download")}
          </a>
        </header>
        {toPay && <PaySection invoiceId={invoice.id} toPay={toPay} />}
        <div className="px-5 py-8 sm:px-8">
          <InvoiceParties invoice={invoice} seller={seller} />
          <InvoiceMeta invoice={invoice} payments={payments} />
          <InvoiceBeside {...beside} />
          <InvoiceLines invoice={invoice} />
          <InvoiceTotals invoice={invoice} timeZone={timeZone} />
          {invoice.totalMinor >= 0n && <InvoicePayments payments={payments} />}
          <InvoiceCreditNotes notes={creditNotes} />
        </div>
      </Card>
    </PageMain>
  );
}
